package io.safelight.endtoend.program;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A broker that does not get past the beginning of its start: the file that it reads first is a
 * pipe, from which nothing comes until it is released. To fail would end the platform.
 */
public final class HeldBroker {
    private final Path identity;
    private final Path aside;

    private HeldBroker(Path identity, Path aside) {
        this.identity = identity;
        this.aside = aside;
    }

    /**
     * @param data of a platform that has run and does not run now
     */
    public static HeldBroker in(Path data) throws IOException, InterruptedException {
        Path identity = data.resolve("kafka/broker.properties");
        Path aside = identity.resolveSibling("broker.properties.aside");
        Files.move(identity, aside);
        Process made = new ProcessBuilder("mkfifo", "-m", "600", identity.toString()).start();
        if (made.waitFor() != 0) {
            throw new IOException("no pipe can be made at " + identity);
        }
        return new HeldBroker(identity, aside);
    }

    /** Once. A broker that waits at the pipe gets the file through it, a later one at its place. */
    public void release() throws IOException {
        var content = ByteBuffer.wrap(Files.readAllBytes(aside));
        // For reading too: to open a pipe for writing alone waits for a reader.
        try (var pipe =
                FileChannel.open(identity, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            Files.move(aside, identity, StandardCopyOption.ATOMIC_MOVE);
            while (content.hasRemaining()) {
                pipe.write(content);
            }
        }
    }
}
