package io.safelight.adapter.vips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.safelight.domain.image.Cause;
import io.safelight.domain.image.ImageFormat;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadImagesTest {
    private static final Set<String> CODES =
            Set.of("truncated", "corrupt", "unsupported", "too-many-pixels");

    @ParameterizedTest
    @CsvSource({
        "jpegsave_buffer, interlace, false",
        "jpegsave_buffer, interlace, true",
        "pngsave_buffer, interlace, false",
        "pngsave_buffer, interlace, true",
        "webpsave_buffer, lossless, false",
        "webpsave_buffer, lossless, true",
        "gifsave_buffer, dither, 0",
        "tiffsave_buffer, compression, none",
        "tiffsave_buffer, compression, lzw",
        "heifsave_buffer, compression, av1",
        "heifsave_buffer, compression, hevc",
    })
    void halfAnImageIsTruncated(String saver, String option, String value) {
        assumeThat(Codecs.canSave(saver, option, value)).isTrue();
        byte[] whole = Pictures.encode(Pictures.scene(700, 500, 1), saver, option, value);

        Run run = Run.of(Arrays.copyOf(whole, whole.length / 2));

        assertThat(run.cause().code()).isEqualTo("truncated");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jpegsave_buffer",
                "pngsave_buffer",
                "webpsave_buffer",
                "gifsave_buffer",
                "tiffsave_buffer",
                "heifsave_buffer"
            })
    void damageNeverEscapes(String saver) {
        long seed = System.nanoTime();
        System.out.println("seed " + seed + " of " + saver);
        assumeThat(Codecs.canSave(saver)).isTrue();
        var random = new Random(seed);
        byte[] whole = Pictures.encode(Pictures.scene(200, 150, 2), saver);
        for (int i = 0; i < 60; i++) {
            byte[] damaged = whole.clone();
            int edits = 1 + random.nextInt(20);
            int region = i % 2 == 0 ? Math.min(400, whole.length) : whole.length;
            for (int edit = 0; edit < edits; edit++) {
                damaged[12 + random.nextInt(region - 12)] = (byte) random.nextInt();
            }
            byte[] cut = Arrays.copyOf(damaged, 12 + random.nextInt(whole.length - 12));

            for (byte[] image : new byte[][] {damaged, cut}) {
                if (ImageFormat.sniff(image).isPresent()) {
                    Run run = Run.of(image);
                    assertThat(run.succeeded() || CODES.contains(run.cause().code())).isTrue();
                }
            }
        }
    }

    @Test
    void pixelBombsAreToldByTheirHeader() {
        byte[] bomb = Pictures.bombPng(60_000, 60_000);
        long start = System.nanoTime();

        Run run = Run.of(bomb);

        assertThat(run.cause().code()).isEqualTo("too-many-pixels");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void pagesCountAgainstThePixelLimit() {
        byte[] image =
                Pictures.encode(
                        Pictures.bands(100, 1000, 100), "gifsave_buffer", "page-height", "100");

        assertThat(Run.of(image, limits(100_000)).succeeded()).isTrue();
        assertThat(Run.of(image, limits(99_999)).cause().code()).isEqualTo("too-many-pixels");
    }

    @ParameterizedTest
    @CsvSource({"jpegsave_buffer, 5760000", "pngsave_buffer, 5760000"})
    void interlacedImagesHaveALowerLimit(String saver, long bytesNeeded) {
        byte[] image = Pictures.encode(Pictures.scene(1200, 800, 3), saver, "interlace", "true");
        byte[] plain = Pictures.encode(Pictures.scene(1200, 800, 3), saver);
        var enough = new DecodeLimits(1_000_000, bytesNeeded);
        var less = new DecodeLimits(1_000_000, bytesNeeded - 1);

        assertThat(Run.of(image, enough).succeeded()).isTrue();
        assertThat(Run.of(image, less).cause().code()).isEqualTo("too-many-pixels");
        assertThat(Run.of(plain, less).succeeded()).isTrue();
    }

    @Test
    void decodingEndsAtTheDeadline() {
        byte[] slow = Pictures.hugeBlackPng(9000);
        long start = System.nanoTime();

        Run run = Run.of(ImageFormat.PNG, slow, DecodeLimits.DEFAULT, Duration.ofMillis(60));

        long tookMillis = (System.nanoTime() - start) / 1_000_000;
        assertThat(run.cause().code()).isEqualTo("timed-out");
        assertThat(tookMillis).isLessThan(500);
        assertThat(Run.of(Pictures.jpeg(Pictures.quadrants(50, 50))).succeeded()).isTrue();
    }

    @Test
    void bytesOfAnotherFormatReachNoDecoder() {
        byte[] png = Pictures.png(Pictures.quadrants(10, 10));

        Run run = Run.of(ImageFormat.JPEG, png, DecodeLimits.DEFAULT, Duration.ofSeconds(1));

        assertThat(run.cause().code()).isEqualTo("unsupported");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 12, 40})
    void scrapsAreNoImages(int length) {
        byte[] jpeg = Arrays.copyOf(Pictures.jpeg(Pictures.quadrants(10, 10)), length);

        Run run = Run.of(ImageFormat.JPEG, jpeg, DecodeLimits.DEFAULT, Duration.ofSeconds(1));

        assertThat(CODES).contains(run.cause().code());
    }

    /** What builds of libvips say of the same. */
    @ParameterizedTest
    @CsvSource({
        "JPEG, VipsJpeg: Premature end of input file, truncated",
        "JPEG, VipsJpeg: premature end of JPEG image, truncated",
        "JPEG, VipsJpeg: Corrupt JPEG data: premature end of data segment, corrupt",
        "JPEG, VipsJpeg: Unsupported marker type 0x0e, corrupt",
        "JPEG, VipsJpeg: Empty JPEG image (DNL not supported), unsupported",
        "HEIC, Support for this compression format has not been built in: HEVC, unsupported",
        "TIFF, out of memory --- size == 1000MB, out-of-memory",
        "JPEG, VipsJpeg: Insufficient memory (case 4), out-of-memory",
        "HEIC, Memory allocation error: Cannot allocate memory for image plane, out-of-memory",
        "HEIC, Security limit exceeded, too-many-pixels",
    })
    void complaintsBecomeCauses(ImageFormat format, String said, String code) {
        var nothingMissing = ByteBuffer.allocate(64);

        Cause cause = Failures.cause(new VipsException(said), format, nothingMissing);

        assertThat(cause.code()).isEqualTo(code);
        assertThat(cause.text()).doesNotContain(said);
    }

    private static DecodeLimits limits(long maxPixels) {
        return new DecodeLimits(maxPixels, 1L << 30);
    }
}
