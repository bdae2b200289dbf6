package io.safelight.testkit.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Zone;
import io.safelight.ports.PortException;
import io.safelight.ports.objects.Placement;
import io.safelight.ports.objects.SealedObjects;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every sealing of objects keeps. It is tried over a store that can be tampered with. */
public abstract class SealedObjectsContract {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    /** Seals into {@code store}; keys of placements around {@link #NOON} can be made. */
    protected abstract SealedObjects sealed(InMemoryObjectStore store);

    /** Makes the key of this placement disappear. */
    protected abstract void destroyKey(Placement placement);

    private final InMemoryObjectStore store = new InMemoryObjectStore(() -> NOON);
    private final Placement placement = Placements.raw("acme", NOON, 1);

    @Test
    void everySizeComesBackWholeAndFromAnyOffset() throws IOException {
        SealedObjects sealed = sealed(store);
        int segment = 128 << 10;
        for (int size :
                new int[] {
                    0,
                    1,
                    100,
                    segment - 100,
                    segment - 56,
                    segment,
                    segment + 1,
                    3 * segment,
                    1_000_003
                }) {
            byte[] plain = random(size);

            var object = sealed.open(write(sealed, placement, plain), placement);

            assertThat(object.size()).as("size %d", size).isEqualTo(size);
            assertThat(object.stream(0).readAllBytes()).as("size %d", size).isEqualTo(plain);
            for (int offset : new int[] {1, size / 2, size - 1}) {
                if (offset > 0 && offset < size) {
                    assertThat(object.stream(offset).readAllBytes())
                            .as("size %d from %d", size, offset)
                            .isEqualTo(Arrays.copyOfRange(plain, offset, size));
                }
            }
        }
    }

    @Test
    void theStoreNeverSeesPlaintext() throws IOException {
        SealedObjects sealed = sealed(store);
        byte[] plain = "sentinel-sentinel-sentinel".getBytes(StandardCharsets.UTF_8);

        ObjectRef object = write(sealed, placement, plain);

        String stored =
                new String(store.open(object, 0).readAllBytes(), StandardCharsets.ISO_8859_1);
        assertThat(stored).doesNotContain("sentinel");
    }

    @Test
    void aChangedByteIsCorrupt() throws IOException {
        SealedObjects sealed = sealed(store);
        for (int at : new int[] {0, 5, 41, 60, 200_000, 300_010}) {
            ObjectRef object = write(sealed, placement, random(300_000));
            store.tamper(object, at);

            assertCorrupt(() -> sealed.open(object, placement).stream(0).readAllBytes());
        }
    }

    @Test
    void aCutEndIsCorruptEvenBetweenSegments() throws IOException {
        SealedObjects sealed = sealed(store);
        for (int length : new int[] {10, 128 << 10, 256 << 10, 300_000}) {
            ObjectRef object = write(sealed, placement, random(300_000));
            store.truncate(object, length);

            assertCorrupt(() -> sealed.open(object, placement).stream(0).readAllBytes());
        }
    }

    @Test
    void anObjectInThePlaceOfAnotherIsCorrupt() throws IOException {
        SealedObjects sealed = sealed(store);
        var otherImage = Placements.raw("acme", NOON, 2);
        var quarantine =
                new Placement(
                        Zone.QUARANTINE, placement.bucket(), placement.tenant(), placement.image());
        ObjectRef object = write(sealed, placement, random(1000));

        assertCorrupt(() -> sealed.open(object, otherImage).stream(0).readAllBytes());
        assertCorrupt(() -> sealed.open(object, quarantine).stream(0).readAllBytes());
    }

    @Test
    void aStoreThatCannotBeReadIsNotTampering() throws IOException {
        SealedObjects sealed = sealed(store);
        ObjectRef object = write(sealed, placement, random(300_000));
        store.breakReads();

        assertKind(
                PortException.Kind.RETRYABLE,
                () -> sealed.open(object, placement).stream(0).readAllBytes());
        assertKind(
                PortException.Kind.RETRYABLE,
                () -> sealed.open(object, placement).stream(200_000).readAllBytes());
    }

    @Test
    void withoutItsKeyAnObjectIsMissing() throws IOException {
        SealedObjects sealed = sealed(store);
        ObjectRef object = write(sealed, placement, random(1000));

        destroyKey(placement);

        assertKind(PortException.Kind.MISSING, () -> sealed.open(object, placement));
    }

    @Test
    void noObjectIsMadeForABucketThatHasEnded() {
        SealedObjects sealed = sealed(store);
        var dead = Placements.raw("acme", NOON.minus(Duration.ofDays(8)), 1);

        assertKind(PortException.Kind.REFUSED, () -> sealed.create(dead));
    }

    @Test
    void whatIsNotPublishedLeavesNothing() throws IOException {
        SealedObjects sealed = sealed(store);

        try (var writer = sealed.create(placement)) {
            writer.stream().write(random(300_000));
        }

        assertThat(Listings.all(store, Zone.RAW)).isEmpty();
    }

    private static ObjectRef write(SealedObjects sealed, Placement placement, byte[] plain)
            throws IOException {
        try (var writer = sealed.create(placement)) {
            writer.stream().write(plain);
            return writer.publish();
        }
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static void assertCorrupt(ThrowingCallable call) {
        assertKind(PortException.Kind.CORRUPT, call);
    }

    private static void assertKind(PortException.Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        PortException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
