package io.safelight.bench.images;

import java.io.ByteArrayOutputStream;

/** Makes a JPEG file longer by comments, which no decoder minds. */
final class JpegComment {
    /** Marker and length. */
    static final int OVERHEAD_BYTES = 4;

    private static final int MAX_LENGTH = 0xffff;
    private static final int COMMENT = 0xfe;
    private static final int APPLICATION = 0xe0;

    private JpegComment() {}

    /**
     * @param size more than the file's, by at least {@link #OVERHEAD_BYTES}, or the same
     */
    static byte[] pad(byte[] file, int size) {
        int at = afterApplicationSegments(file);
        var padded = new ByteArrayOutputStream(size);
        padded.write(file, 0, at);
        int lacking = size - file.length;
        while (lacking > 0) {
            int segment = segment(lacking);
            padded.write(0xff);
            padded.write(COMMENT);
            padded.write((segment - 2) >> 8);
            padded.write(segment - 2);
            for (int i = OVERHEAD_BYTES; i < segment; i++) {
                padded.write('a' + (i * 7919) % 26);
            }
            lacking -= segment;
        }
        padded.write(file, at, file.length - at);
        return padded.toByteArray();
    }

    /** As long as possible, and never so that what is left is too short for a segment. */
    private static int segment(int lacking) {
        int most = MAX_LENGTH + 2;
        if (lacking < OVERHEAD_BYTES) {
            throw new IllegalArgumentException("too short for a comment: " + lacking);
        }
        int segment = Math.min(lacking, most);
        int left = lacking - segment;
        return left > 0 && left < OVERHEAD_BYTES ? segment - OVERHEAD_BYTES : segment;
    }

    private static int afterApplicationSegments(byte[] file) {
        int at = 2;
        while ((file[at + 1] & 0xf0) == APPLICATION) {
            at += 2 + ((file[at + 2] & 0xff) << 8 | (file[at + 3] & 0xff));
        }
        return at;
    }
}
