package io.safelight.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.safelight.domain.identity.TenantId;
import io.safelight.ports.PortException;
import io.safelight.ports.streams.StreamAccess;
import io.safelight.ports.streams.StreamIds;
import io.safelight.testkit.streams.StreamAccessContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KafkaStreamAccessTest extends StreamAccessContract {
    private final StreamIds ids = new StreamIds(new byte[] {1, 2, 3});
    private EmbeddedBroker broker;
    private KafkaStreamAccess access;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        broker = EmbeddedBroker.start(EmbeddedBroker.Settings.in(folder.resolve("kafka")));
        access = KafkaStreamAccess.open(broker.connection(), TopicSettings.DEFAULT, ids);
    }

    @AfterAll
    void stop() {
        access.close();
        broker.close();
    }

    @Test
    void nobodyBecomesTheSuperUser() {
        assertThatExceptionOfType(PortException.class)
                .isThrownBy(() -> access.grant(new TenantId("acme"), "_safelight", "mine"))
                .satisfies(
                        e ->
                                org.assertj.core.api.Assertions.assertThat(e.kind())
                                        .isEqualTo(PortException.Kind.REFUSED));
    }

    @Test
    void groupsOfATenantWithTheSameBeginningAreClosed() {
        access.grant(new TenantId("acme"), "ana", "secret");
        var ana = TestClients.connection(broker.bootstrap(), "ana", "secret");

        assertThatExceptionOfType(AuthorizationException.class)
                .isThrownBy(
                        () -> TestClients.read(ana, "dlq.images.inbound.acme", "acme-eu.reader"));
    }

    @Override
    protected StreamAccess access() {
        return access;
    }

    @Override
    protected StreamIds ids() {
        return ids;
    }

    @Override
    protected boolean mayWrite(String user, String password, TenantId tenant) throws Exception {
        try {
            TestClients.write(
                    TestClients.connection(broker.bootstrap(), user, password),
                    "images.inbound." + tenant,
                    new byte[] {1});
            return true;
        } catch (ExecutionException e) {
            if (isDenial(e.getCause())) {
                return false;
            }
            throw e;
        }
    }

    @Override
    protected boolean mayReadDeadLetters(String user, String password, TenantId tenant) {
        try {
            TestClients.read(
                    TestClients.connection(broker.bootstrap(), user, password),
                    "dlq.images.inbound." + tenant,
                    tenant + ".reader");
            return true;
        } catch (AuthorizationException | AuthenticationException e) {
            return false;
        }
    }

    private static boolean isDenial(@Nullable Throwable e) {
        return e instanceof AuthorizationException || e instanceof AuthenticationException;
    }
}
