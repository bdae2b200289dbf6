package io.safelight.adapter.vips;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Makes the images that the tests look at, in every format that this libvips writes. */
final class Pictures {
    static final Vips VIPS = Vips.open(VipsSettings.of(System.getProperties()).library());

    /** Top left, top right, bottom left, bottom right of {@link #quadrants}. */
    static final List<Color> CORNERS = List.of(Color.RED, Color.GREEN, Color.BLUE, Color.YELLOW);

    private Pictures() {}

    static BufferedImage quadrants(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        for (int i = 0; i < 4; i++) {
            pen.setColor(CORNERS.get(i));
            pen.fillRect(i % 2 * width / 2, i / 2 * height / 2, width, height);
        }
        pen.dispose();
        return image;
    }

    static BufferedImage flat(int width, int height, Color color) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(color);
        pen.fillRect(0, 0, width, height);
        pen.dispose();
        return image;
    }

    /** Bands in the colours of {@link #CORNERS}, from the top, each so high. */
    static BufferedImage bands(int width, int height, int bandHeight) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        for (int y = 0; y < height; y += bandHeight) {
            pen.setColor(CORNERS.get(y / bandHeight % CORNERS.size()));
            pen.fillRect(0, y, width, bandHeight);
        }
        pen.dispose();
        return image;
    }

    /** Something with detail, always the same for a seed. */
    static BufferedImage scene(int width, int height, long seed) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var random = new Random(seed);
        Graphics2D pen = image.createGraphics();
        for (int i = 0; i < 60; i++) {
            pen.setColor(new Color(random.nextInt(1 << 24)));
            int w = 1 + random.nextInt(Math.max(1, width / 2));
            int h = 1 + random.nextInt(Math.max(1, height / 2));
            pen.fillOval(random.nextInt(width) - w / 2, random.nextInt(height) - h / 2, w, h);
        }
        pen.dispose();
        return image;
    }

    static byte[] png(BufferedImage image) {
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] jpeg(BufferedImage image) {
        return encode(image, "jpegsave_buffer", "Q", "95");
    }

    /**
     * @param options names and values of libvips' saver
     */
    static byte[] encode(BufferedImage image, String saver, String... options) {
        try (Arena arena = Arena.ofConfined();
                VipsOperation load = VIPS.operation("pngload_buffer");
                VipsImage pixels = load.in(segment(arena, png(image))).image()) {
            return encode(pixels, saver, options);
        }
    }

    static byte[] encode(VipsImage image, String saver, String... options) {
        try (VipsOperation save = VIPS.operation(saver).in(image)) {
            for (int i = 0; i < options.length; i += 2) {
                save.with(options[i], options[i + 1]);
            }
            return save.bytes();
        }
    }

    /** Converts first, such as by {@code colourspace space cmyk}. */
    static byte[] converted(
            BufferedImage image, String operation, String name, String value, String saver) {
        try (Arena arena = Arena.ofConfined();
                VipsOperation load = VIPS.operation("pngload_buffer");
                VipsImage pixels = load.in(segment(arena, png(image))).image();
                VipsOperation convert = VIPS.operation(operation).in(pixels).with(name, value);
                VipsImage converted = convert.image()) {
            return encode(converted, saver);
        }
    }

    /** A black picture that takes long to decode. */
    static byte[] hugeBlackPng(int side) {
        return black(side, side, "pngsave_buffer", "compression", "1");
    }

    /** Large and black, without ever being in the heap. */
    static byte[] black(int width, int height, String saver, String... options) {
        try (VipsOperation black = VIPS.operation("black");
                VipsImage pixels =
                        black.with("width", width)
                                .with("height", height)
                                .with("bands", 3)
                                .image()) {
            return encode(pixels, saver, options);
        }
    }

    /** Nothing but a header that promises a lot. */
    static byte[] bombPng(int width, int height) {
        byte[] body =
                ByteBuffer.allocate(17)
                        .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                        .putInt(width)
                        .putInt(height)
                        .put(new byte[] {8, 2, 0, 0, 0})
                        .array();
        var crc = new CRC32();
        crc.update(body);
        var png = ByteBuffer.allocate(33 + 12);
        png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        png.putInt(13).put(body).putInt((int) crc.getValue());
        png.putInt(0).put("IDAT".getBytes(StandardCharsets.US_ASCII)).putInt(0x35af061e);
        return png.array();
    }

    /** {@code jpeg} with this EXIF block right behind its first marker. */
    static byte[] withExif(byte[] jpeg, byte[] tiff) {
        int length = 2 + 6 + tiff.length;
        return ByteBuffer.allocate(jpeg.length + 2 + length)
                .put(jpeg, 0, 2)
                .put(new byte[] {(byte) 0xff, (byte) 0xe1})
                .putShort((short) length)
                .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
                .put(tiff)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    static BufferedImage read(ByteBuffer jpegOrPng) {
        byte[] copy = new byte[jpegOrPng.remaining()];
        jpegOrPng.duplicate().get(copy);
        try {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(copy));
            if (image == null) {
                throw new IllegalArgumentException("ImageIO cannot read it");
            }
            return image;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Colours in the middles of the quarters, in the order of {@link #CORNERS}. */
    static List<Color> corners(BufferedImage image) {
        int x = image.getWidth() / 4;
        int y = image.getHeight() / 4;
        return List.of(
                new Color(image.getRGB(x, y)),
                new Color(image.getRGB(3 * x, y)),
                new Color(image.getRGB(x, 3 * y)),
                new Color(image.getRGB(3 * x, 3 * y)));
    }

    static boolean isNear(Color a, Color b, int tolerance) {
        return Math.abs(a.getRed() - b.getRed()) <= tolerance
                && Math.abs(a.getGreen() - b.getGreen()) <= tolerance
                && Math.abs(a.getBlue() - b.getBlue()) <= tolerance;
    }

    static MemorySegment segment(Arena arena, byte[] bytes) {
        return arena.allocate(bytes.length).copyFrom(MemorySegment.ofArray(bytes));
    }
}
