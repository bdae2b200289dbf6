package io.safelight.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.image.Dimensions;
import io.safelight.domain.image.ImageFormat;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeclaredSizeTest {

    @Test
    void jpegDeclaresItsSizeBehindOtherSegments() {
        byte[] head =
                hex(
                        "ffd8 ffe00010 4a46494600010100000100010000 ff fffe0004 6161 ffc2 0011 08"
                                + " 0200 0300 03");

        assertThat(DeclaredSize.read(ImageFormat.JPEG, head)).contains(new Dimensions(768, 512, 1));
    }

    @Test
    void aFrameHeaderBehindTheHeadIsUnknown() {
        assertThat(DeclaredSize.read(ImageFormat.JPEG, hex("ffd8 ffe1ffff 00"))).isEmpty();
    }

    @Test
    void pngAndGifDeclareTheirSize() {
        byte[] png = hex("89504e470d0a1a0a 0000000d 49484452 0000ea60 0000ea60 08");
        byte[] gif = hex("474946383961 4001 f000 00");

        assertThat(DeclaredSize.read(ImageFormat.PNG, png))
                .contains(new Dimensions(60_000, 60_000, 1));
        assertThat(DeclaredSize.read(ImageFormat.GIF, gif)).contains(new Dimensions(320, 240, 1));
    }

    @Test
    void allThreeKindsOfWebpDeclareTheirSize() {
        byte[] extended = riff("VP8X", "00000000 00000000 3f0100 ef0000");
        byte[] lossy = riff("VP8 ", "00000000 000000 9d012a 4001 f000");
        byte[] lossless = riff("VP8L", "00000000 2f 3fc13b00");

        assertThat(DeclaredSize.read(ImageFormat.WEBP, extended))
                .contains(new Dimensions(320, 240, 1));
        assertThat(DeclaredSize.read(ImageFormat.WEBP, lossy))
                .contains(new Dimensions(320, 240, 1));
        assertThat(DeclaredSize.read(ImageFormat.WEBP, lossless))
                .contains(new Dimensions(320, 240, 1));
    }

    @Test
    void tiffDeclaresItsSizeInBothByteOrdersAndAsBigTiff() {
        for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            assertThat(DeclaredSize.read(ImageFormat.TIFF, tiff(order)))
                    .contains(new Dimensions(640, 70_000, 1));
            assertThat(DeclaredSize.read(ImageFormat.TIFF, bigTiff(order)))
                    .contains(new Dimensions(640, 70_000, 1));
        }
    }

    @Test
    void heifDeclaresTheLargestExtent() {
        byte[] small = box("ispe", hex("00000000 00000200 00000200"));
        byte[] whole = box("ispe", hex("00000000 00000fc0 00000bd0"));
        byte[] properties = box("iprp", box("ipco", concat(small, whole)));
        byte[] file =
                concat(
                        box("ftyp", hex("68656963 00000000")),
                        box("meta", concat(hex("00000000"), properties)));

        assertThat(DeclaredSize.read(ImageFormat.HEIC, file))
                .contains(new Dimensions(4032, 3024, 1));
    }

    @Test
    void anyBytesAreReadInBoundedTimeWithoutAnException() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        List<ImageFormat> formats = List.of(ImageFormat.values());
        for (int i = 0; i < 20_000; i++) {
            byte[] head = new byte[random.nextInt(200)];
            random.nextBytes(head);
            ImageFormat format = formats.get(random.nextInt(formats.size()));

            Optional<Dimensions> size = DeclaredSize.read(format, head);

            assertThat(size.map(Dimensions::pixels).orElse(1L)).as("seed %d", seed).isPositive();
        }
    }

    private static byte[] tiff(ByteOrder order) {
        ByteBuffer file = ByteBuffer.allocate(100).order(order);
        file.put(order == ByteOrder.LITTLE_ENDIAN ? hex("4949") : hex("4d4d"))
                .putShort((short) 42)
                .putInt(8);
        file.putShort((short) 3);
        file.putShort((short) 254).putShort((short) 4).putInt(1).putInt(0);
        file.putShort((short) 256)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) 640)
                .putShort((short) 0);
        file.putShort((short) 257).putShort((short) 4).putInt(1).putInt(70_000);
        return file.array();
    }

    private static byte[] bigTiff(ByteOrder order) {
        ByteBuffer file = ByteBuffer.allocate(200).order(order);
        file.put(order == ByteOrder.LITTLE_ENDIAN ? hex("4949") : hex("4d4d")).putShort((short) 43);
        file.putShort((short) 8).putShort((short) 0).putLong(16).putLong(2);
        file.putShort((short) 256)
                .putShort((short) 3)
                .putLong(1)
                .putShort((short) 640)
                .putShort((short) 0)
                .putInt(0);
        file.putShort((short) 257).putShort((short) 4).putLong(1).putInt(70_000).putInt(0);
        return file.array();
    }

    private static byte[] riff(String chunk, String body) {
        return concat(
                hex("52494646 00000000 57454250"),
                chunk.getBytes(StandardCharsets.ISO_8859_1),
                hex(body));
    }

    private static byte[] box(String type, byte[] body) {
        return concat(
                ByteBuffer.allocate(4).putInt(8 + body.length).array(),
                type.getBytes(StandardCharsets.ISO_8859_1),
                body);
    }

    private static byte[] concat(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }
}
