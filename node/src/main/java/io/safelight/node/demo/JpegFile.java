package io.safelight.node.demo;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A JPEG file being put together. */
final class JpegFile {
    private static final float QUALITY = 0.88f;
    private static final int START_BYTES = 2;

    /**
     * A marker segment.
     *
     * @param marker its second byte
     */
    record Segment(int marker, byte[] content) {
        private static final int COMMENT = 0xFE;

        static Segment comment(byte[] text) {
            return new Segment(COMMENT, text);
        }

        byte[] bytes() {
            return ByteBuffer.allocate(4 + content.length)
                    .put((byte) 0xFF)
                    .put((byte) marker)
                    .putShort((short) (content.length + 2))
                    .put(content)
                    .array();
        }
    }

    private final BufferedImage picture;
    private final List<Segment> segments = new ArrayList<>();

    JpegFile(BufferedImage picture) {
        this.picture = picture;
    }

    JpegFile with(Segment segment) {
        segments.add(segment);
        return this;
    }

    byte[] bytes() {
        byte[] encoded = encode();
        var file = new ByteArrayOutputStream(encoded.length + 1024);
        file.write(encoded, 0, START_BYTES);
        segments.forEach(segment -> file.writeBytes(segment.bytes()));
        file.write(encoded, START_BYTES, encoded.length - START_BYTES);
        return file.toByteArray();
    }

    private byte[] encode() {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream(1 << 20);
        // Not ImageIO's usual stream: that one keeps its data in a file.
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam quality = writer.getDefaultWriteParam();
            quality.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            quality.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), quality);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
