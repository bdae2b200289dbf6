package io.safelight.adapter.vips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.safelight.domain.image.Dimensions;
import io.safelight.domain.image.ImageFormat;
import io.safelight.ports.sandbox.MadeOutput;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenditionsTest {

    @ParameterizedTest
    @CsvSource({
        "jpegsave_buffer, interlace, false",
        "jpegsave_buffer, interlace, true",
        "pngsave_buffer, interlace, false",
        "pngsave_buffer, interlace, true",
        "pngsave_buffer, palette, true",
        "webpsave_buffer, lossless, false",
        "webpsave_buffer, lossless, true",
        "gifsave_buffer, dither, 0",
        "tiffsave_buffer, compression, none",
        "tiffsave_buffer, compression, lzw",
        "tiffsave_buffer, tile, true",
        "tiffsave_buffer, bigtiff, true",
        "heifsave_buffer, compression, av1",
        "heifsave_buffer, compression, hevc",
    })
    void everyFormatBecomesAPreviewAndAThumb(String saver, String option, String value) {
        assumeThat(Codecs.canSave(saver, option, value)).isTrue();
        byte[] image = Pictures.encode(Pictures.quadrants(2000, 1000), saver, option, value);

        Run run = Run.of(image);

        assertThat(run.probe().size()).isEqualTo(new Dimensions(2000, 1000, 1));
        assertThat(run.preview().getWidth()).isEqualTo(1600);
        assertThat(run.preview().getHeight()).isEqualTo(800);
        assertColors(run.preview(), Pictures.CORNERS);
        assertThat(run.outputs())
                .extracting(MadeOutput::contentType)
                .containsExactly("image/jpeg", "image/webp");
        assertThat(thumbSize(run)).isEqualTo(new Fit(256, 128));
    }

    /** What each orientation does to the corners; EXIF 2.32, 4.6.4, tag 274. */
    @ParameterizedTest
    @CsvSource({
        "1, 0 1 2 3", "2, 1 0 3 2", "3, 3 2 1 0", "4, 2 3 0 1",
        "5, 0 2 1 3", "6, 2 0 3 1", "7, 3 1 2 0", "8, 1 3 0 2",
    })
    void picturesStandUpright(int orientation, String corners) {
        byte[] plain = Pictures.jpeg(Pictures.quadrants(2000, 1000));
        byte[] image = Pictures.withExif(plain, ExifBlock.orientation(orientation));

        Run run = Run.of(image);

        List<Color> expected =
                List.of(corners.split(" ")).stream()
                        .map(corner -> Pictures.CORNERS.get(Integer.parseInt(corner)))
                        .toList();
        assertColors(run.preview(), expected);
        assertThat(run.preview().getWidth()).isEqualTo(orientation < 5 ? 1600 : 800);
        assertThat(thumbSize(run))
                .isEqualTo(orientation < 5 ? new Fit(256, 128) : new Fit(128, 256));
        assertThat(run.probe().orientation()).isEqualTo(orientation);
        assertThat(run.probe().size()).isEqualTo(new Dimensions(2000, 1000, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1599, 1600, 1601, 3199, 3200, 3201, 6401})
    void previewsAreAsBigAsTheyMayBeAroundTheDecodersSteps(int width) {
        Run run = Run.of(Pictures.jpeg(Pictures.quadrants(width, 300)));

        assertThat(run.preview().getWidth()).isEqualTo(Math.min(width, 1600));
        assertColors(run.preview(), Pictures.CORNERS);
    }

    @Test
    void smallPicturesNeverGrow() {
        Run run = Run.of(Pictures.png(Pictures.quadrants(100, 60)));

        assertThat(run.preview().getWidth()).isEqualTo(100);
        assertThat(thumbSize(run)).isEqualTo(new Fit(100, 60));
    }

    @ParameterizedTest
    @CsvSource({"pngsave_buffer", "jpegsave_buffer", "webpsave_buffer", "tiffsave_buffer"})
    void onePixelIsAPicture(String saver) {
        Run run = Run.of(Pictures.encode(Pictures.quadrants(1, 1), saver));

        assertThat(run.preview().getWidth()).isEqualTo(1);
        assertThat(run.probe().size()).isEqualTo(new Dimensions(1, 1, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "pngsave_buffer, 10000, 1",
        "pngsave_buffer, 1, 10000",
        "jpegsave_buffer, 10000, 1",
        "jpegsave_buffer, 1, 10000",
        "webpsave_buffer, 10000, 1",
        "webpsave_buffer, 1, 10000",
        "gifsave_buffer, 10000, 2",
        "tiffsave_buffer, 1, 10000",
    })
    void threadsStayVisible(String saver, int width, int height) {
        Run run = Run.of(Pictures.encode(Pictures.quadrants(width, height), saver));

        assertThat(Math.max(run.preview().getWidth(), run.preview().getHeight())).isEqualTo(1600);
        assertThat(Math.min(run.preview().getWidth(), run.preview().getHeight())).isEqualTo(1);
        assertThat(thumbSize(run)).isEqualTo(width > 1 ? new Fit(256, 1) : new Fit(1, 256));
    }

    @Test
    void transparencyIsWhiteInThePreviewAndKeptInTheThumb() {
        var image = new BufferedImage(2000, 1000, BufferedImage.TYPE_INT_ARGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.RED);
        pen.fillRect(0, 0, 1000, 1000);
        pen.dispose();

        Run run = Run.of(Pictures.png(image));

        assertColors(run.preview(), List.of(Color.RED, Color.WHITE, Color.RED, Color.WHITE));
        try (Arena arena = Arena.ofConfined();
                VipsImage thumb = thumb(arena, run)) {
            byte[] pixels = thumb.pixels();
            assertThat(thumb.bands()).isEqualTo(4);
            assertThat(pixels[3] & 0xff).isEqualTo(255);
            assertThat(pixels[4 * 255 + 3] & 0xff).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "colourspace, space, rgb16, pngsave_buffer, rgb16, 4",
        "colourspace, space, rgb16, tiffsave_buffer, rgb16, 4",
        "colourspace, space, lab, tiffsave_buffer, lab, 4",
    })
    void everyColorSpaceBecomesSrgb(
            String operation, String name, String space, String saver, String told, int tolerance) {
        byte[] image =
                Pictures.converted(Pictures.quadrants(2000, 1000), operation, name, space, saver);

        Run run = Run.of(image);

        assertThat(run.probe().colorSpace()).isEqualTo(told);
        assertColors(run.preview(), Pictures.CORNERS, tolerance + 8);
        assertThat(run.preview().getColorModel().getNumComponents()).isEqualTo(3);
    }

    /** Pure colours are out of the printing inks' reach, muted ones are not. */
    @Test
    void inksBecomeSrgb() {
        var muted = new Color(120, 70, 60);
        byte[] image =
                Pictures.converted(
                        Pictures.flat(2000, 1000, muted),
                        "colourspace",
                        "space",
                        "cmyk",
                        "jpegsave_buffer");

        Run run = Run.of(image);

        assertThat(run.probe().colorSpace()).isEqualTo("cmyk");
        assertColors(run.preview(), List.of(muted, muted, muted, muted), 25);
    }

    @ParameterizedTest
    @CsvSource({"b-w, b-w", "grey16, grey16"})
    void greyBecomesSrgb(String space, String told) {
        byte[] image =
                Pictures.converted(
                        Pictures.quadrants(300, 200),
                        "colourspace",
                        "space",
                        space,
                        "pngsave_buffer");

        Run run = Run.of(image);

        Color red = Pictures.corners(run.preview()).getFirst();
        assertThat(run.probe().colorSpace()).isEqualTo(told);
        assertThat(Pictures.isNear(red, new Color(red.getRed(), red.getRed(), red.getRed()), 2))
                .isTrue();
    }

    /** Red of Display P3 is outside of sRGB; a middling red of it is a stronger one in sRGB. */
    @Test
    void embeddedProfilesAreHonoured() {
        BufferedImage image = Pictures.flat(1000, 1000, new Color(200, 60, 60));
        Color plain = Pictures.corners(Run.of(Pictures.jpeg(image)).preview()).getFirst();
        byte[] wide = Pictures.encode(image, "jpegsave_buffer", "Q", "95", "profile", "p3");
        byte[] same = Pictures.encode(image, "jpegsave_buffer", "Q", "95", "profile", "srgb");

        Color converted = Pictures.corners(Run.of(wide).preview()).getFirst();
        assertThat(converted.getRed()).isGreaterThan(plain.getRed() + 8);
        assertThat(converted.getGreen()).isLessThan(plain.getGreen() - 8);
        assertThat(Pictures.corners(Run.of(same).preview()).getFirst()).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource({"gifsave_buffer", "webpsave_buffer", "tiffsave_buffer"})
    void onlyTheFirstPageIsRendered(String saver) {
        byte[] image = Pictures.encode(Pictures.bands(400, 1200, 300), saver, "page-height", "300");

        Run run = Run.of(image);

        assertThat(run.probe().size()).isEqualTo(new Dimensions(400, 300, 4));
        assertThat(run.preview().getHeight()).isEqualTo(300);
        assertColors(run.preview(), List.of(Color.RED, Color.RED, Color.RED, Color.RED));
    }

    @Test
    void outputsCarryNothingOfTheOriginalsMetadata() {
        byte[] exif = ExifBlock.camera("SECRETMAKE", "SECRETMODEL", "2026:01:02 03:04:05", 1, 2);
        byte[] image = Pictures.withExif(Pictures.jpeg(Pictures.quadrants(2000, 1000)), exif);

        Run run = Run.of(image);

        assertThat(run.probe().camera()).isPresent();
        for (MadeOutput output : run.outputs()) {
            assertThat(text(output.content())).doesNotContain("SECRET", "Exif", "ICC_PROFILE");
            assertThat(ImageFormat.sniff(bytes(output.content())).orElseThrow().contentType())
                    .isEqualTo(output.contentType());
        }
    }

    private static void assertColors(BufferedImage image, List<Color> expected) {
        assertColors(image, expected, 12);
    }

    private static void assertColors(BufferedImage image, List<Color> expected, int tolerance) {
        List<Color> seen = Pictures.corners(image);
        for (int i = 0; i < 4; i++) {
            assertThat(Pictures.isNear(seen.get(i), expected.get(i), tolerance))
                    .as("%s like %s", seen, expected)
                    .isTrue();
        }
    }

    private static Fit thumbSize(Run run) {
        try (Arena arena = Arena.ofConfined();
                VipsImage thumb = thumb(arena, run)) {
            return new Fit(thumb.width(), thumb.height());
        }
    }

    private static VipsImage thumb(Arena arena, Run run) {
        byte[] webp = bytes(run.output("thumb.webp"));
        try (VipsOperation load = Pictures.VIPS.operation("webpload_buffer")) {
            return load.in(Pictures.segment(arena, webp)).image();
        }
    }

    private static byte[] bytes(ByteBuffer content) {
        byte[] copy = new byte[content.remaining()];
        content.duplicate().get(copy);
        return copy;
    }

    private static String text(ByteBuffer content) {
        return new String(bytes(content), java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
