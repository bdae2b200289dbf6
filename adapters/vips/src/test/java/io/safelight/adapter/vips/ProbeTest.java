package io.safelight.adapter.vips;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.image.Location;
import io.safelight.domain.image.Probe;
import io.safelight.ports.sandbox.ProgramAnswer;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeTest {

    @Test
    void cameraTimeAndPlaceAreRead() {
        byte[] exif = ExifBlock.camera("Safe", "Light 1", "2026:01:02 03:04:05", 12, 34);

        Probe probe = Run.of(jpegWith(exif)).probe();

        assertThat(probe.camera()).contains(new Probe.Camera("Safe", "Light 1"));
        assertThat(probe.takenAt()).contains(LocalDateTime.of(2026, 1, 2, 3, 4, 5));
        assertThat(probe.location()).contains(new Location(-12.5, -34.25));
        assertThat(probe.exif())
                .containsEntry("IFD0.Make", "Safe")
                .containsEntry("Exif.F-Number", "2.8");
        assertThat(probe.colorSpace()).isEqualTo("srgb");
    }

    @ParameterizedTest
    @CsvSource({
        "2026:13:02 03:04:05",
        "0000:00:00 00:00:00",
        "yesterday",
        "9999999999999999999",
    })
    void nonsenseTimesAreNone(String time) {
        Probe probe = Run.of(jpegWith(ExifBlock.camera("A", "B", time, 1, 1))).probe();

        assertThat(probe.takenAt()).isEmpty();
        assertThat(probe.camera()).isPresent();
    }

    @Test
    void placesOffEarthAreNone() {
        Probe probe = Run.of(jpegWith(ExifBlock.camera("A", "B", "x", 123, 456))).probe();

        assertThat(probe.location()).isEmpty();
    }

    @Test
    void textIsCleanAndShort() {
        String make = "a\u0007b\nc\u001b[31m" + "x".repeat(500);

        Probe probe = Run.of(jpegWith(ExifBlock.camera(make, "", "x", 1, 1))).probe();

        String clean = probe.camera().orElseThrow().make();
        assertThat(clean).startsWith("abc[31mxxx").hasSize(CleanText.MAX_CHARS);
        assertThat(probe.exif().values()).allMatch(value -> value.length() <= 200);
    }

    @Test
    void brokenExifNeverFailsAnImage() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        byte[] exif = ExifBlock.camera("Make", "Model", "2026:01:02 03:04:05", 1, 2);
        for (int i = 0; i < 300; i++) {
            byte[] broken = Arrays.copyOf(exif, 1 + random.nextInt(exif.length));
            for (int edit = random.nextInt(30); edit >= 0; edit--) {
                broken[random.nextInt(Math.min(broken.length, 8 + edit * 40))] =
                        (byte) random.nextInt();
            }

            assertThat(Run.of(jpegWith(broken)).succeeded()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jpegsave_buffer", "webpsave_buffer", "pngsave_buffer"})
    void copiesLookAlikeAndOthersDoNot(String saver) {
        byte[] original = Pictures.png(Pictures.scene(900, 600, 7));
        byte[] copy = Pictures.encode(Pictures.scene(900, 600, 7), saver);
        byte[] other = Pictures.encode(Pictures.scene(900, 600, 8), saver);

        assertThat(distance(original, copy)).isLessThanOrEqualTo(4);
        assertThat(distance(original, other)).isGreaterThan(12);
    }

    @Test
    void turnedPicturesHaveTheHashOfUprightOnes() {
        byte[] turned = Pictures.jpeg(Pictures.scene(900, 600, 7));
        String plain = Run.of(turned).probe().looks().phash();

        String upright =
                Run.of(Pictures.withExif(turned, ExifBlock.orientation(6))).probe().looks().phash();

        assertThat(upright).isNotEqualTo(plain);
    }

    @Test
    void answersTellTimeAndMemory() {
        for (ProgramAnswer answer : Run.of(jpegWith(ExifBlock.orientation(1))).answers()) {
            assertThat(answer.took()).isBetween(Duration.ofNanos(1), Duration.ofSeconds(30));
            assertThat(answer.peakMemoryBytes()).isGreaterThan(1 << 20);
        }
    }

    private static int distance(byte[] a, byte[] b) {
        return Long.bitCount(
                Long.parseUnsignedLong(Run.of(a).probe().looks().phash(), 16)
                        ^ Long.parseUnsignedLong(Run.of(b).probe().looks().phash(), 16));
    }

    private static byte[] jpegWith(byte[] exif) {
        return Pictures.withExif(Pictures.jpeg(Pictures.quadrants(60, 40)), exif);
    }
}
