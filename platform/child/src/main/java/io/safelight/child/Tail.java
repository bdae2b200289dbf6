package io.safelight.child;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The last bytes of a stream of any length. Safe for many threads. */
final class Tail {
    private final byte[] ring;
    private long total;

    Tail(int bytes) {
        ring = new byte[bytes];
    }

    /** Reads to the end of {@code in}. */
    void drain(InputStream in) throws IOException {
        byte[] chunk = new byte[1024];
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            add(chunk, count);
        }
    }

    /** As text of one line: what is not printable ASCII is a dot, ends of lines are bars. */
    synchronized String text() {
        int kept = (int) Math.min(total, ring.length);
        byte[] line = new byte[kept];
        for (int i = 0; i < kept; i++) {
            line[i] = printable(ring[(int) ((total - kept + i) % ring.length)]);
        }
        return new String(line, StandardCharsets.US_ASCII).strip();
    }

    private synchronized void add(byte[] chunk, int count) {
        for (int i = 0; i < count; i++) {
            ring[(int) (total++ % ring.length)] = chunk[i];
        }
    }

    private static byte printable(byte b) {
        if (b == '\n') {
            return '|';
        }
        return b >= ' ' && b < 0x7f ? b : (byte) '.';
    }
}
