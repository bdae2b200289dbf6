package io.safelight.node.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.safelight.adapter.clamd.EicarTestFile;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** The files of the demo that should not get through. */
final class BadSamples {
    private static final int BOMB_SIDE = 50_000;
    private static final byte[] PNG_SIGNATURE = {
        (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'
    };

    private BadSamples() {}

    static List<Sample> all(long seed) {
        return List.of(
                new Sample(
                        "eicar-inside.jpg",
                        () -> infected(seed),
                        "quarantined: it carries the EICAR test text in a comment"),
                new Sample(
                        "truncated.jpg",
                        () -> truncated(seed),
                        "failed: its second half is missing"),
                new Sample(
                        "pixel-bomb.png",
                        BadSamples::pixelBomb,
                        "refused: it claims 2,500 megapixels"),
                new Sample(
                        "not-an-image.jpg",
                        () -> "This is a text with the name of a picture.\n".getBytes(US_ASCII),
                        "refused: it is no image"));
    }

    /** A picture that any viewer shows. */
    private static byte[] infected(long seed) {
        return new JpegFile(Landscape.paint(seed ^ 1, 1024, 768).stored(1))
                .with(JpegFile.Segment.comment(EicarTestFile.bytes()))
                .bytes();
    }

    private static byte[] truncated(long seed) {
        byte[] whole = SampleImages.jpeg(seed, 1_000, 1.5);
        return Arrays.copyOf(whole, whole.length / 2);
    }

    /** 100 bytes that ask for 7.5 GB of memory. */
    private static byte[] pixelBomb() {
        var png = new ByteArrayOutputStream();
        png.writeBytes(PNG_SIGNATURE);
        byte eightBits = 8;
        byte rgb = 2;
        png.writeBytes(
                chunk(
                        "IHDR",
                        ByteBuffer.allocate(13)
                                .putInt(BOMB_SIDE)
                                .putInt(BOMB_SIDE)
                                .put(eightBits)
                                .put(rgb)
                                .array()));
        png.writeBytes(chunk("IDAT", deflated(new byte[1024])));
        png.writeBytes(chunk("IEND", new byte[0]));
        return png.toByteArray();
    }

    private static byte[] chunk(String type, byte[] data) {
        byte[] name = type.getBytes(US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(data);
        return ByteBuffer.allocate(12 + data.length)
                .putInt(data.length)
                .put(name)
                .put(data)
                .putInt((int) crc.getValue())
                .array();
    }

    private static byte[] deflated(byte[] data) {
        var buffer = new byte[data.length + 64];
        try (var deflater = new Deflater()) {
            deflater.setInput(data);
            deflater.finish();
            return Arrays.copyOf(buffer, deflater.deflate(buffer));
        }
    }
}
