package io.safelight.testkit.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.TenantId;
import io.safelight.ports.PortException;
import io.safelight.ports.streams.Published;
import io.safelight.ports.streams.StreamIds;
import io.safelight.ports.streams.StreamPublisher;
import io.safelight.ports.submissions.Submission;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link StreamPublisher} must hold. */
public abstract class StreamPublisherContract {
    private static final byte[] VALUE = "an image".getBytes(StandardCharsets.UTF_8);
    private static final PrincipalId ANA = new PrincipalId("ana@acme.example");

    /** One publisher for all tests, or one for each. */
    protected abstract StreamPublisher publisher();

    /** The ids that it was made with. */
    protected abstract StreamIds ids();

    /** What lies on the tenant's inbound topic, read without the publisher. */
    protected abstract List<StoredRecord> stored(TenantId tenant) throws Exception;

    @Test
    public void recordHoldsTheValueAndWhatIsSaidOfIt() throws Exception {
        TenantId tenant = freshTenant();
        var claims =
                new Submission.Claims(
                        Optional.of("Kätzchen.jpg"),
                        Optional.of("{\"a\":1}"),
                        Optional.of("00ff"),
                        Optional.of("key-1"));

        publisher().publish(tenant, ANA, VALUE, claims);

        assertThat(stored(tenant))
                .singleElement()
                .satisfies(
                        record -> {
                            assertThat(record.value()).isEqualTo(VALUE);
                            assertThat(record.claims()).isEqualTo(claims);
                        });
    }

    @Test
    public void recordProvesWhoPublishedIt() throws Exception {
        TenantId tenant = freshTenant();

        publisher().publish(tenant, ANA, VALUE, Submission.Claims.NONE);

        assertThat(stored(tenant))
                .singleElement()
                .extracting(StoredRecord::signer)
                .isEqualTo(Optional.of(ANA));
    }

    @Test
    public void recordTellsTheTypeThatItsFirstBytesTell() throws Exception {
        TenantId png = freshTenant();
        TenantId unknown = freshTenant();
        byte[] signature = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

        publisher().publish(png, ANA, signature, Submission.Claims.NONE);
        publisher().publish(unknown, ANA, VALUE, Submission.Claims.NONE);

        assertThat(stored(png))
                .singleElement()
                .extracting(StoredRecord::contentType)
                .isEqualTo(Optional.of("image/png"));
        assertThat(stored(unknown))
                .singleElement()
                .extracting(StoredRecord::contentType)
                .isEqualTo(Optional.empty());
    }

    @Test
    public void imageIsThatOfTheRecordsCoordinatesAndTime() throws Exception {
        TenantId tenant = freshTenant();

        Published published = publisher().publish(tenant, ANA, VALUE, Submission.Claims.NONE);

        StoredRecord record = stored(tenant).getFirst();
        assertThat(published.topic()).isEqualTo("images.inbound." + tenant);
        assertThat(published.partition()).isEqualTo(record.at().partition());
        assertThat(published.offset()).isEqualTo(record.at().offset());
        assertThat(published.image()).isEqualTo(ids().idOf(record.at(), record.appendedAt()));
        assertThat(published.image().receivedAt()).isEqualTo(record.appendedAt());
    }

    @Test
    public void sameBytesTwiceAreTwoImages() throws Exception {
        TenantId tenant = freshTenant();

        Published first = publisher().publish(tenant, ANA, VALUE, Submission.Claims.NONE);
        Published second = publisher().publish(tenant, ANA, VALUE, Submission.Claims.NONE);

        assertThat(second.image()).isNotEqualTo(first.image());
        assertThat(stored(tenant)).hasSize(2);
    }

    @Test
    public void tenantsAreApart() throws Exception {
        TenantId one = freshTenant();
        TenantId other = freshTenant();
        publisher().publish(other, ANA, VALUE, Submission.Claims.NONE);

        publisher().publish(one, ANA, new byte[] {1}, Submission.Claims.NONE);

        assertThat(stored(one))
                .singleElement()
                .extracting(StoredRecord::value)
                .isEqualTo(new byte[] {1});
        assertThat(stored(other)).hasSize(1);
    }

    @Test
    public void largestValueIsTaken() throws Exception {
        TenantId tenant = freshTenant();
        var value = new byte[Math.toIntExact(publisher().maxBytes())];

        publisher().publish(tenant, ANA, value, Submission.Claims.NONE);

        assertThat(stored(tenant))
                .singleElement()
                .extracting(r -> r.value().length)
                .isEqualTo(value.length);
    }

    @Test
    public void largerValueIsRefusedAndNotStored() throws Exception {
        TenantId tenant = freshTenant();
        var value = new byte[Math.toIntExact(publisher().maxBytes() + 1)];
        publisher().publish(tenant, ANA, VALUE, Submission.Claims.NONE);

        assertThatExceptionOfType(PortException.class)
                .isThrownBy(() -> publisher().publish(tenant, ANA, value, Submission.Claims.NONE))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(PortException.Kind.REFUSED));

        assertThat(stored(tenant)).hasSize(1);
    }

    @Test
    public void manyAtOnceAreAllStoredOnce() throws Exception {
        TenantId tenant = freshTenant();
        var images = new HashSet<>();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Published>> tasks = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                var value = new byte[] {(byte) i};
                tasks.add(() -> publisher().publish(tenant, ANA, value, Submission.Claims.NONE));
            }
            for (Future<Published> done : threads.invokeAll(tasks)) {
                images.add(done.get().image());
            }
        }

        assertThat(images).hasSize(50);
        assertThat(stored(tenant))
                .extracting(r -> r.value()[0])
                .doesNotHaveDuplicates()
                .hasSize(50);
    }

    private static TenantId freshTenant() {
        return new TenantId("t-" + UUID.randomUUID());
    }
}
