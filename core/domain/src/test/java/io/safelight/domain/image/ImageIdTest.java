package io.safelight.domain.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageIdTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123Z");
    private static final byte[] ZEROS = new byte[ImageId.ENTROPY_BYTES];

    @Test
    void tellsTheMillisecondOfItsArrival() {
        assertThat(ImageId.of(NOON, ZEROS).receivedAt()).isEqualTo(NOON);
        assertThat(ImageId.of(NOON.plusNanos(999_999), ZEROS).receivedAt()).isEqualTo(NOON);
        assertThat(ImageId.of(Instant.EPOCH, ZEROS).receivedAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void isAUuidOfVersionSevenWhateverTheEntropy() {
        var random = new Random(11);
        for (int i = 0; i < 1_000; i++) {
            UUID uuid = ImageId.of(NOON, entropy(random)).value();

            assertThat(uuid.version()).isEqualTo(7);
            assertThat(uuid.variant()).isEqualTo(2);
        }
        assertThat(ImageId.of(NOON, ZEROS)).hasToString("01a1fdfa-467b-7000-8000-000000000000");
        assertThat(ImageId.of(NOON, filled((byte) 0xff)))
                .hasToString("01a1fdfa-467b-7fff-bfff-ffffffffffff");
    }

    @Test
    void keepsAllTheEntropyThatAUuidHasRoomFor() {
        for (int bit = 0; bit < 80; bit++) {
            byte[] entropy = new byte[ImageId.ENTROPY_BYTES];
            entropy[bit / 8] = (byte) (0x80 >>> (bit % 8));
            boolean room = bit >= 4 && bit != 16 && bit != 17;

            assertThat(ImageId.of(NOON, entropy).equals(ImageId.of(NOON, ZEROS)))
                    .as("bit %d", bit)
                    .isEqualTo(!room);
        }
    }

    @Test
    void sortsByTimeAsObjectAndAsText() {
        var random = new Random(12);
        var ids = new ArrayList<ImageId>();
        for (long millis = 1; millis < (1L << 48); millis *= 3) {
            ids.add(ImageId.of(Instant.ofEpochMilli(millis), entropy(random)));
        }

        assertThat(ids).isSorted();
        assertThat(ids.stream().map(ImageId::toString).toList()).isSorted();
    }

    @Test
    void takesOnlyTimesThatFitAndTenBytes() {
        Instant last = Instant.ofEpochMilli((1L << 48) - 1);

        assertThat(ImageId.of(last, ZEROS).receivedAt()).isEqualTo(last);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageId.of(last.plusMillis(1), ZEROS));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageId.of(Instant.ofEpochMilli(-1), ZEROS));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageId.of(Instant.ofEpochMilli(Long.MAX_VALUE), ZEROS));
        assertThatIllegalArgumentException().isThrownBy(() -> ImageId.of(NOON, new byte[9]));
        assertThatIllegalArgumentException().isThrownBy(() -> ImageId.of(NOON, new byte[11]));
    }

    @Test
    void isReadBackFromItsText() {
        ImageId id = ImageId.of(NOON, entropy(new Random(13)));

        assertThat(ImageId.parse(id.toString())).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "01A1FDFA-467B-7000-8000-000000000000",
                "01a1fdfa467b70008000000000000000",
                "1a1fdfa-467b-7000-8000-000000000000",
                "01a1fdfa-467b-7000-8000-0000000000000",
                "01a1fdfa-467b-7000-8000-00000000000g",
                " 01a1fdfa-467b-7000-8000-000000000000",
                "01a1fdfa-467b-4000-8000-000000000000",
                "01a1fdfa-467b-1000-8000-000000000000",
                "01a1fdfa-467b-7000-0000-000000000000",
                "01a1fdfa-467b-7000-c000-000000000000",
                "00000000-0000-0000-0000-000000000000",
                "1-1-7001-8001-1",
                "01a1fdfa-467b-7000-8000-00000000000\u0660"
            })
    void refusesWhatIsNotTheCanonicalFormOfAnImageId(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ImageId.parse(text));
    }

    private static byte[] entropy(Random random) {
        byte[] entropy = new byte[ImageId.ENTROPY_BYTES];
        random.nextBytes(entropy);
        return entropy;
    }

    private static byte[] filled(byte value) {
        byte[] entropy = new byte[ImageId.ENTROPY_BYTES];
        Arrays.fill(entropy, value);
        return entropy;
    }
}
