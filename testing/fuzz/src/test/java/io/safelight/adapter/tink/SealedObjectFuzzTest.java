package io.safelight.adapter.tink;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.InRange;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.safelight.domain.expiry.ExpiryBucket;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Zone;
import io.safelight.fuzz.Trial;
import io.safelight.ports.PortException;
import io.safelight.ports.objects.ObjectWriter;
import io.safelight.ports.objects.Placement;
import io.safelight.ports.objects.SealedObject;
import io.safelight.testkit.keys.InMemoryKeyRing;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sealed objects on a disk that somebody wrote to. */
class SealedObjectFuzzTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Placement PLACE =
            new Placement(
                    Zone.RAW,
                    ExpiryBucket.containing(NOW.plus(Duration.ofDays(7)), Duration.ofHours(1)),
                    new TenantId("acme"),
                    ImageId.of(NOW, new byte[10]));
    private static final int SEGMENT_BYTES = 128 << 10;

    /** Two segments, the last not full. */
    private static final byte[] PLAIN = plain(SEGMENT_BYTES + 5_000);

    private final OneObject store = new OneObject();
    private final TinkSealedObjects objects =
            new TinkSealedObjects(store, new InMemoryKeyRing(() -> NOW));
    private final ObjectRef reference = seal();
    private final byte[] sealed = store.content();

    static Stream<Arguments> seeds() {
        return Stream.of(
                Arguments.of(new byte[0], 0, 0, 0),
                Arguments.of(new byte[] {1}, 0, 0, 0),
                Arguments.of(new byte[] {0}, 0, 5_016, 0),
                Arguments.of(new byte[] {0}, 0, 5_016 + 16, 100),
                Arguments.of(new byte[] {0, 0, 4}, SEGMENT_BYTES, 0, SEGMENT_BYTES),
                Arguments.of(new byte[] {9, 9}, SEGMENT_BYTES + 5_000, 0, 3));
    }

    /** Xors {@code damage} into the object from {@code at} on, and cuts {@code cut} bytes off. */
    @MethodSource("seeds")
    @FuzzTest
    void whatIsReadIsWhatWasWrittenOrTampering(
            byte @NotNull [] damage,
            @InRange(min = 0, max = 140_000) int at,
            @InRange(min = 0, max = 140_000) int cut,
            @InRange(min = 0, max = 140_000) int from) {
        Trial.run(() -> check(damage, at, cut, from), damage, at, cut, from);
    }

    private void check(byte[] damage, int at, int cut, int from) throws IOException {
        byte[] damaged = Arrays.copyOf(sealed, Math.max(0, sealed.length - cut));
        for (int i = 0; i < damage.length && at + i < damaged.length; i++) {
            damaged[at + i] ^= damage[i];
        }
        store.content(damaged);
        boolean same = Arrays.equals(damaged, sealed);
        assertThat(reads(0)).as("from the start").isEqualTo(same);
        if (same) {
            assertThat(reads(Math.min(from, PLAIN.length))).as("from the middle").isTrue();
        } else {
            reads(Math.min(from, PLAIN.length));
        }
    }

    /** Whether it was read to its end; what came before a complaint must be authentic, too. */
    private boolean reads(int from) throws IOException {
        int at = from;
        byte[] chunk = new byte[10_000];
        try {
            SealedObject object = objects.open(reference, PLACE);
            assertThat(object.size()).isNotNegative();
            try (InputStream in = object.stream(from)) {
                for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                    assertThat(Arrays.equals(PLAIN, at, at + n, chunk, 0, n)).isTrue();
                    at += n;
                }
            }
            assertThat(at).isEqualTo(PLAIN.length);
            return true;
        } catch (PortException e) {
            assertThat(e.kind()).isEqualTo(PortException.Kind.CORRUPT);
            return false;
        }
    }

    private ObjectRef seal() {
        try (ObjectWriter writer = objects.create(PLACE)) {
            writer.stream().write(PLAIN);
            return writer.publish();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] plain(int size) {
        byte[] plain = new byte[size];
        new Random(42).nextBytes(plain);
        return plain;
    }
}
