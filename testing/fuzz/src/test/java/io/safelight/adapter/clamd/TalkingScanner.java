package io.safelight.adapter.clamd;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Hears a whole stream and answers what it was told to, in two pieces. */
final class TalkingScanner implements AutoCloseable {
    private static final byte[] END_OF_STREAM = new byte[4];
    private static final int REQUEST_BYTES =
            "zINSTREAM\0".length() + 4 + 100 + END_OF_STREAM.length;

    private final ServerSocketChannel server;
    private final Path path;
    private final Thread thread;
    private volatile byte[] answer = new byte[0];

    private TalkingScanner(ServerSocketChannel server, Path path) {
        this.server = server;
        this.path = path;
        this.thread = Thread.ofPlatform().daemon().name("scanner").unstarted(this::serve);
    }

    static TalkingScanner start() throws IOException {
        Path path = Files.createTempDirectory(Path.of("/tmp"), "fuzz-clamd").resolve("socket");
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path));
        var scanner = new TalkingScanner(server, path);
        scanner.thread.start();
        return scanner;
    }

    Path path() {
        return path;
    }

    void say(byte[] next) {
        answer = next.clone();
    }

    private void serve() {
        while (server.isOpen()) {
            try (SocketChannel client = server.accept()) {
                talk(client);
            } catch (IOException e) {
                // The other side had enough, or this is the end.
            }
        }
    }

    private void talk(SocketChannel client) throws IOException {
        var request = ByteBuffer.allocate(REQUEST_BYTES);
        while (request.hasRemaining() && client.read(request) >= 0) {
            // Not whole yet.
        }
        byte[] said = answer;
        client.write(ByteBuffer.wrap(said, 0, said.length / 2));
        client.write(ByteBuffer.wrap(said, said.length / 2, said.length - said.length / 2));
    }

    @Override
    public void close() throws IOException {
        server.close();
        Files.deleteIfExists(path);
        Path folder = path.getParent();
        if (folder != null) {
            Files.deleteIfExists(folder);
        }
    }
}
