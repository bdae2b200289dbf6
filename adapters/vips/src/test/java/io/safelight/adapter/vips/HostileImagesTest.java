package io.safelight.adapter.vips;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.safelight.domain.image.Dimensions;
import io.safelight.ports.sandbox.MadeOutput;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images that somebody made to do harm, and odd ones that harm by themselves. */
@Timeout(60)
class HostileImagesTest {
    private static final String PAYLOAD = "<script>alert('smuggled')</script>";
    private static final BufferedImage PICTURE = Pictures.quadrants(400, 300);

    static Stream<Arguments> polyglots() {
        byte[] payload = PAYLOAD.getBytes(ISO_8859_1);
        byte[] zip = JpegParts.concat("PK\3\4".getBytes(ISO_8859_1), payload);
        byte[] jpeg = Pictures.jpeg(PICTURE);
        return Stream.of(
                Arguments.of("JPEG and ZIP", JpegParts.concat(jpeg, zip)),
                Arguments.of("JPEG and HTML", JpegParts.withComment(jpeg, PAYLOAD)),
                Arguments.of("JPEG and PDF", JpegParts.withComment(jpeg, "%PDF-1.7 " + PAYLOAD)),
                Arguments.of("PNG and ZIP", JpegParts.concat(Pictures.png(PICTURE), zip)),
                Arguments.of(
                        "GIF and script",
                        JpegParts.concat(
                                Pictures.encode(PICTURE, "gifsave_buffer"),
                                ("/*" + PAYLOAD).getBytes(ISO_8859_1))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("polyglots")
    void whatIsTwoFilesInOneLeavesOnlyItsPicture(String name, byte[] image) {
        Run run = Run.of(image);

        assertThat(Pictures.isNear(Pictures.corners(run.preview()).getFirst(), Color.RED, 12))
                .as(name)
                .isTrue();
        for (MadeOutput output : run.outputs()) {
            assertThat(ISO_8859_1.decode(output.content().duplicate()).toString())
                    .doesNotContain("smuggled", "%PDF", "PK\3\4");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00ff\u00d8\u00ff<html>",
                "GIF89a<script>",
                "\u0089PNG\r\n\u001a\n<svg xmlns='http://www.w3.org/2000/svg'/>",
                "II*\0%PDF-1.7 ",
            })
    void textBehindAnImagesFirstBytesIsNoImage(String begin) {
        byte[] image = (begin + PAYLOAD.repeat(20)).getBytes(ISO_8859_1);

        assertThat(Run.of(image).cause().code()).isIn("corrupt", "truncated", "unsupported");
    }

    static Stream<Arguments> bombs() {
        byte[] jpeg = Pictures.jpeg(PICTURE);
        return Stream.of(
                Arguments.of("JPEG", JpegParts.declaring(jpeg, 65_000, 65_000)),
                Arguments.of("TIFF", TiffParts.bomb(200_000, 200_000)),
                Arguments.of("TIFF of one row", TiffParts.bomb(9_000_000, 100)),
                Arguments.of("BigTIFF", TiffParts.bigBomb(200_000, 200_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void whatDeclaresTooMuchIsNeverDecoded(String name, byte[] image) {
        assertThat(Run.of(image).cause().code()).as(name).isEqualTo("too-many-pixels");
    }

    @Test
    void aHeifThatDeclaresTooMuchIsGivenUp() {
        assumeThat(Codecs.canSave("heifsave_buffer", "compression", "av1")).isTrue();
        byte[] image = Pictures.encode(PICTURE, "heifsave_buffer", "compression", "av1");
        int extent = new String(image, ISO_8859_1).indexOf("ispe");
        ByteBuffer.wrap(image).putInt(extent + 8, 100_000).putInt(extent + 12, 100_000);

        assertThat(Run.of(image).cause().code()).isIn("too-many-pixels", "corrupt", "unsupported");
    }

    @Test
    void aDocumentOfManyPagesIsItsFirst() {
        Run run = Run.of(TiffParts.pages(2000, -1));

        assertThat(run.probe().size()).isEqualTo(new Dimensions(1, 1, 2000));
        assertThat(run.preview().getWidth()).isEqualTo(1);
    }

    /**
     * A page that comes after itself: told as damage, or as the pages until there; never endless.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 9})
    void pagesThatRunInACircleEnd(int afterTheLast) {
        long start = System.nanoTime();
        Run run = Run.of(TiffParts.pages(10, afterTheLast));

        assertThat(run.succeeded() || run.cause().code().equals("corrupt")).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    /** Each scan of a progressive JPEG is work for all of the picture, and costs a few bytes. */
    @Test
    void scansWithoutEndAreStopped() {
        byte[] progressive = Pictures.black(4000, 4000, "jpegsave_buffer", "interlace", "true");
        byte[] bomb = JpegParts.withScansRepeated(progressive, 5000);
        try (Jailed jailed = Jailed.open(512L << 20, Duration.ofSeconds(1))) {
            jailed.told(Pictures.jpeg(PICTURE));
            long start = System.nanoTime();

            assertThat(jailed.told(bomb)).isIn("timed-out", "corrupt");

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(5));
            assertThat(jailed.told(Pictures.jpeg(PICTURE))).isEqualTo("made");
        }
    }

    static Stream<Arguments> profiles() {
        byte[] noise = new byte[3000];
        new Random(1).nextBytes(noise);
        return Stream.of(
                Arguments.of("noise", noise),
                Arguments.of("empty", new byte[0]),
                Arguments.of("a header without tags", profileHeader("RGB ", 132)),
                Arguments.of("of inks", profileHeader("CMYK", 132)),
                Arguments.of("longer than it is", profileHeader("RGB ", 1 << 30)),
                Arguments.of("long", Arrays.copyOf(profileHeader("RGB ", 60_000), 60_000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("profiles")
    void anOddColourProfileIsAsGoodAsNone(String name, byte[] profile) {
        Run run = Run.of(JpegParts.withProfile(Pictures.jpeg(PICTURE), profile));

        List<Color> seen = Pictures.corners(run.preview());
        for (int i = 0; i < 4; i++) {
            assertThat(Pictures.isNear(seen.get(i), Pictures.CORNERS.get(i), 12))
                    .as("%s: %s", name, seen)
                    .isTrue();
        }
    }

    /** ICC.1:2022, 7.2: a display's profile, or so it says, without a single tag. */
    private static byte[] profileHeader(String colorSpace, int declaredBytes) {
        ByteBuffer header = ByteBuffer.allocate(132);
        header.putInt(0, declaredBytes).putInt(8, 0x04300000);
        header.put(12, "mntr".getBytes(ISO_8859_1)).put(16, colorSpace.getBytes(ISO_8859_1));
        header.put(20, "XYZ ".getBytes(ISO_8859_1)).put(36, "acsp".getBytes(ISO_8859_1));
        return header.array();
    }
}
