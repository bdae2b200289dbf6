package io.safelight.ingress.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;

/** Reads a stream of server-sent events, block after block. */
final class EventReader implements AutoCloseable {
    private final BufferedReader lines;
    private int heartbeats;

    EventReader(InputStream stream) {
        this.lines = new BufferedReader(new InputStreamReader(stream, UTF_8));
    }

    /** The next event, its lines as they came. */
    String next() throws IOException {
        while (true) {
            String block = block();
            if (block.contains("data:")) {
                return block;
            }
        }
    }

    /** Returns when the stream says that it is alive. */
    void awaitHeartbeat() throws IOException {
        int before = heartbeats;
        while (heartbeats == before) {
            block();
        }
    }

    /** Returns when the stream is ended by the other side. */
    void awaitEnd() throws IOException {
        lines.transferTo(Writer.nullWriter());
    }

    /** How many there were so far. */
    int heartbeats() {
        return heartbeats;
    }

    private String block() throws IOException {
        var block = new StringBuilder();
        for (String line = line(); !line.isEmpty(); line = line()) {
            block.append(line).append('\n');
        }
        heartbeats += block.toString().equals(":\n") ? 1 : 0;
        return block.toString();
    }

    private String line() throws IOException {
        String line = lines.readLine();
        if (line == null) {
            throw new IOException("the stream has ended");
        }
        return line;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
