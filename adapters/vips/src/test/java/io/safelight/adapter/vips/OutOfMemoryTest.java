package io.safelight.adapter.vips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real decoders under a real limit. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutOfMemoryTest {
    /** Some 40 MiB more than a child has when it is up. */
    private final Jailed jailed = Jailed.open(112L << 20, Duration.ofSeconds(30));

    @BeforeAll
    void smallPicturesAreMade() {
        assertThat(jailed.told(Pictures.jpeg(Pictures.quadrants(200, 100)))).isEqualTo("made");
    }

    @AfterAll
    void close() {
        jailed.close();
    }

    @ParameterizedTest
    @CsvSource({
        "jpegsave_buffer, interlace, true, 4500",
        "pngsave_buffer, interlace, true, 4500",
        "webpsave_buffer, lossless, true, 4500",
        "gifsave_buffer, dither, 0, 4500",
    })
    void anImageThatNeedsMoreMemoryThanThereIsSaysSo(
            String saver, String option, String value, int side) {
        assumeThat(Codecs.canSave(saver, option, value)).isTrue();
        byte[] image = Pictures.black(side, side, saver, option, value);

        assertThat(jailed.told(image)).isEqualTo("out-of-memory");

        assertThat(jailed.told(Pictures.jpeg(Pictures.quadrants(200, 100)))).isEqualTo("made");
    }

    /**
     * Its decoder's threads may wait for ever for one that found no memory; the deadline ends it.
     */
    @ParameterizedTest
    @CsvSource({"av1, 2000", "hevc, 2500"})
    void aHeifThatNeedsMoreMemoryThanThereIsEndsInTime(String compression, int side) {
        assumeThat(Codecs.canSave("heifsave_buffer", "compression", compression)).isTrue();
        byte[] image = Pictures.black(side, side, "heifsave_buffer", "compression", compression);
        try (Jailed small = Jailed.open(112L << 20, Duration.ofSeconds(5))) {
            assertThat(small.told(image)).isIn("out-of-memory", "timed-out");

            assertThat(small.told(Pictures.jpeg(Pictures.quadrants(200, 100)))).isEqualTo("made");
        }
    }

    /**
     * Shrunk while it is decoded, so it needs next to nothing however large it is. The limit is a
     * little above that of the others, since the JVM's compiler takes its share at any time, and
     * still below what the whole picture would need.
     */
    @Test
    void aLargeImageThatNeedsLittleMemoryIsMade() {
        byte[] image = Pictures.black(4500, 4500, "jpegsave_buffer", "interlace", "false");
        try (Jailed little = Jailed.open(128L << 20, Duration.ofSeconds(30))) {

            assertThat(little.told(image)).isEqualTo("made");
        }
    }

    @Test
    void damageIsStillToldAsDamageWhereMemoryIsNotTheMatter() {
        byte[] image = Pictures.png(Pictures.scene(300, 200, 1));
        Arrays.fill(image, image.length / 3, image.length / 2, (byte) 0x55);

        assertThat(jailed.told(image)).isEqualTo("corrupt");
    }

    @Test
    void memoryIsScarceOnlyUnderALimitThatIsNear() {
        assertThat(Failures.isScarce(1 << 20, OptionalLong.empty())).isFalse();
        assertThat(Failures.isScarce(1 << 20, OptionalLong.of(1 << 30))).isFalse();
        assertThat(Failures.isScarce(1 << 20, OptionalLong.of(1 << 20))).isTrue();
    }
}
