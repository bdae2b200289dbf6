package io.safelight.testkit.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.domain.expiry.ExpiryBucket;
import io.safelight.domain.identity.TenantId;
import io.safelight.ports.PortException;
import io.safelight.ports.keys.BucketKey;
import io.safelight.ports.keys.KeyName;
import io.safelight.ports.keys.KeyRing;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every key ring keeps. */
public abstract class KeyRingContract {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private Instant now = NOON;
    private final ExpiryBucket bucket =
            ExpiryBucket.containing(NOON.plus(Duration.ofDays(7)), Duration.ofHours(1));
    private final KeyName acme = new KeyName(new TenantId("acme"), bucket);
    private final KeyName other = new KeyName(new TenantId("other"), bucket);

    /** A new, empty ring. */
    protected abstract KeyRing ring(InstantSource clock) throws IOException;

    @Test
    void aKeyIsMadeOnceAndStaysTheSame() throws IOException {
        KeyRing ring = ring(() -> now);

        byte[] first = material(ring.obtain(acme));

        assertThat(material(ring.obtain(acme))).isEqualTo(first);
        assertThat(material(ring.find(acme).orElseThrow())).isEqualTo(first);
        assertThat(material(ring.obtain(other))).isNotEqualTo(first);
        assertThat(ring.list()).containsExactlyInAnyOrder(acme, other);
    }

    @Test
    void whoeverIsFirstTheyAllGetOneKey() throws IOException {
        KeyRing ring = ring(() -> now);
        Set<List<Byte>> seen = ConcurrentHashMap.newKeySet();

        IntStream.range(0, 64)
                .parallel()
                .forEach(_ -> seen.add(boxed(material(ring.obtain(acme)))));

        assertThat(seen).hasSize(1);
    }

    @Test
    void aDestroyedKeyIsGoneAndTheNextIsAnother() throws IOException {
        KeyRing ring = ring(() -> now);
        byte[] first = material(ring.obtain(acme));

        ring.destroy(acme);
        ring.destroy(acme);

        assertThat(ring.find(acme)).isEmpty();
        assertThat(ring.list()).isEmpty();
        assertThat(material(ring.obtain(acme))).isNotEqualTo(first);
    }

    @Test
    void noKeyLeavesTheRingOnceItsBucketHasEnded() throws IOException {
        KeyRing ring = ring(() -> now);
        ring.obtain(acme);

        now = bucket.end();

        assertThat(ring.find(acme)).isEmpty();
        assertThatThrownBy(() -> ring.obtain(acme))
                .isInstanceOfSatisfying(
                        PortException.class,
                        e -> assertThat(e.kind()).isEqualTo(PortException.Kind.REFUSED));
    }

    private static byte[] material(BucketKey key) {
        return key.use(byte[]::clone);
    }

    private static List<Byte> boxed(byte[] bytes) {
        return IntStream.range(0, bytes.length).mapToObj(i -> bytes[i]).toList();
    }
}
