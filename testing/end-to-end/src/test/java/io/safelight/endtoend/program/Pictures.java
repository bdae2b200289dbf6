package io.safelight.endtoend.program;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Small JPEG files, each different and cheap: a few pictures, and a comment that is new each time.
 */
public final class Pictures {
    private static final int KINDS = 6;
    private static final int START_BYTES = 2;

    private final List<byte[]> kinds;

    private Pictures(List<byte[]> kinds) {
        this.kinds = kinds;
    }

    public static Pictures seeded(long seed) {
        var random = new Random(seed);
        return new Pictures(
                IntStream.range(0, KINDS)
                        .mapToObj(kind -> encoded(painted(random, 400, 300), "jpeg"))
                        .toList());
    }

    /** A picture with this text in its comment. */
    public byte[] with(String comment) {
        return with(comment.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] with(byte[] comment) {
        byte[] picture =
                kinds.get(
                        Math.floorMod(
                                new String(comment, StandardCharsets.ISO_8859_1).hashCode(),
                                KINDS));
        ByteBuffer file = ByteBuffer.allocate(picture.length + comment.length + 4);
        file.put(picture, 0, START_BYTES);
        file.put((byte) 0xFF).put((byte) 0xFE).putShort((short) (comment.length + 2)).put(comment);
        file.put(picture, START_BYTES, picture.length - START_BYTES);
        return file.array();
    }

    /** Of one colour but for a few lines, so that it is large for a decoder and a small file. */
    public static byte[] png(int width, int height) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int x = 0; x < width; x++) {
            picture.setRGB(x, x % height, 0x40C0FF);
        }
        return encoded(picture, "png");
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Soft shapes and some noise, as photographs have. */
    private static BufferedImage painted(Random random, int width, int height) {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        double wave = 20 + random.nextInt(60);
        int tint = random.nextInt(0x1000000);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int light = (int) (128 + 100 * Math.sin(x / wave) * Math.cos(y / wave));
                int grain = random.nextInt(16);
                picture.setRGB(x, y, (light + grain) * 0x010101 ^ (tint & 0x3F3F3F));
            }
        }
        return picture;
    }

    private static byte[] encoded(BufferedImage picture, String format) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(picture, format, out)) {
                throw new IllegalStateException("no writer for " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
