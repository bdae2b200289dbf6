package io.safelight.testkit.scanner;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;

/** Bytes to scan. */
public final class ScannerSamples {
    // In one piece this would make virus scanners remove our own sources and jars.
    private static final List<String> EICAR_PARTS =
            List.of(
                    "X5O!P%@AP[4\\PZX54",
                    "(P^)7CC)7}$EICAR", "-STANDARD-ANTIVIRUS-", "TEST-FILE!$H+H*");

    private static final int START_OF_IMAGE = 0xFFD8;
    private static final int COMMENT = 0xFFFE;

    private ScannerSamples() {}

    /** The harmless text that every scanner must find (eicar.org). */
    public static byte[] eicar() {
        return String.join("", EICAR_PARTS).getBytes(US_ASCII);
    }

    /** Begins like a JPEG, with that text as its comment. */
    public static byte[] eicarInJpeg(long seed, int bytes) {
        return jpegWithComment(eicar(), seed, bytes);
    }

    /** Begins like a JPEG and goes on like compressed pixels; another for each seed. */
    public static byte[] clean(long seed, int bytes) {
        return jpegWithComment("a clean picture".getBytes(US_ASCII), seed, bytes);
    }

    private static byte[] jpegWithComment(byte[] comment, long seed, int bytes) {
        var pixels = new byte[bytes];
        new Random(seed).nextBytes(pixels);
        return ByteBuffer.allocate(6 + comment.length + bytes)
                .putShort((short) START_OF_IMAGE)
                .putShort((short) COMMENT)
                .putShort((short) (comment.length + 2))
                .put(comment)
                .put(pixels)
                .array();
    }
}
