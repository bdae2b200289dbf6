package io.safelight.adapter.clamd;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * Reads a child's output to its end, so that it never blocks, and remembers the last complaints.
 */
final class OutputTail {
    private static final int LINES = 5;
    private static final int LINE_BYTES = 200;

    private final Deque<String> complaints = new ArrayDeque<>();
    private final StringBuilder line = new StringBuilder();

    /** Returns when the output ends. */
    void drain(InputStream output) {
        var buffer = new byte[8192];
        try (output) {
            for (int n = output.read(buffer); n >= 0; n = output.read(buffer)) {
                take(new String(buffer, 0, n, ISO_8859_1));
            }
        } catch (IOException _) {
            // The child is gone; what it said before is what we have.
        }
        endLine();
    }

    /** The last lines that tell of trouble, or nothing. */
    synchronized String complaints() {
        return String.join(" | ", complaints);
    }

    private void take(String text) {
        text.chars()
                .forEach(
                        c -> {
                            if (c == '\n') {
                                endLine();
                            } else if (line.length() < LINE_BYTES) {
                                line.append((char) c);
                            }
                        });
    }

    private synchronized void endLine() {
        String text = ClamdReply.printable(line.toString());
        line.setLength(0);
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("error") || lower.contains("warning") || lower.contains("failed")) {
            complaints.addLast(text);
            if (complaints.size() > LINES) {
                complaints.removeFirst();
            }
        }
    }
}
