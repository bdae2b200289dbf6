package io.safelight.adapter.clamd;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** Not a clamd: a socket server that behaves as badly as a test wants. */
final class FakeClamd implements ClamdHost, AutoCloseable {
    static final String FRESH = "ClamAV 1.4.6/27818/Fri Nov 20 09:27:58 2026";

    /** How one connection is served. */
    interface Manners {
        void serve(Conversation with) throws IOException;
    }

    private final Path folder;
    private final Manners manners;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();
    private volatile ServerSocketChannel server;

    private FakeClamd(Path folder, Manners manners, ServerSocketChannel server) {
        this.folder = folder;
        this.manners = manners;
        this.server = server;
    }

    /** Answers VERSION properly, and streams as the manners say. */
    static FakeClamd scanning(Manners streams) {
        return serving(
                with -> {
                    if (with.command().equals("zVERSION")) {
                        with.say(FRESH + "\0");
                    } else {
                        streams.serve(with);
                    }
                });
    }

    static FakeClamd serving(Manners manners) {
        try {
            var fake = listening(manners, 50);
            Thread.ofVirtual().start(fake::accept);
            return fake;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Listens but never accepts. */
    static FakeClamd deaf() throws IOException {
        return listening(_ -> {}, 1);
    }

    private static FakeClamd listening(Manners manners, int backlog) throws IOException {
        Path folder = Files.createTempDirectory(Path.of("/tmp"), "safelight-fake");
        return new FakeClamd(folder, manners, bound(folder.resolve("s"), backlog));
    }

    private static ServerSocketChannel bound(Path socket, int backlog) throws IOException {
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket), backlog);
        return server;
    }

    /** Breaks every connection, as a crash does, and comes up again at once. */
    synchronized void die() throws IOException {
        server.close();
        Files.deleteIfExists(socket());
        for (SocketChannel connection : connections) {
            connection.close();
        }
        if (closing.getCount() > 0) {
            server = bound(socket(), 50);
            Thread.ofVirtual().start(this::accept);
        }
    }

    @Override
    public Path socket() {
        return folder.resolve("s");
    }

    @Override
    public boolean testMode() {
        return false;
    }

    @Override
    public String condition() {
        return "It is a fake.";
    }

    @Override
    public synchronized void close() throws IOException {
        closing.countDown();
        server.close();
        Files.deleteIfExists(socket());
        Files.deleteIfExists(folder);
    }

    private void accept() {
        ServerSocketChannel mine = server;
        try {
            while (true) {
                SocketChannel connection = mine.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            manners.serve(new Conversation(connection));
        } catch (IOException _) {
            // The scanner went away, as some tests want, or this died.
        } finally {
            connections.remove(connection);
        }
    }

    /** One connection. */
    final class Conversation {
        private final SocketChannel connection;
        private final DataInputStream in;
        private String command = "";

        private Conversation(SocketChannel connection) {
            this.connection = connection;
            this.in =
                    new DataInputStream(
                            new BufferedInputStream(Channels.newInputStream(connection)));
        }

        /** Without its final zero. */
        String command() throws IOException {
            if (command.isEmpty()) {
                var read = new StringBuilder();
                for (byte b = in.readByte(); b != 0; b = in.readByte()) {
                    read.append((char) b);
                }
                command = read.toString();
            }
            return command;
        }

        /** Of the stream, and leaves it there. */
        byte firstByte() throws IOException {
            command();
            in.mark(Integer.BYTES + 1);
            in.skipNBytes(Integer.BYTES);
            byte first = in.readByte();
            in.reset();
            return first;
        }

        /** Reads the stream to its end. */
        int streamBytes() throws IOException {
            command();
            int total = 0;
            for (int n = in.readInt(); n > 0; n = in.readInt()) {
                in.skipNBytes(n);
                total += n;
            }
            return total;
        }

        void say(String text) throws IOException {
            var bytes = ByteBuffer.wrap(text.getBytes(ISO_8859_1));
            while (bytes.hasRemaining()) {
                connection.write(bytes);
            }
        }

        /** Does nothing until the fake is closed. */
        void hang() {
            try {
                closing.await();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
