package io.safelight.adapter.clamd;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;

/**
 * One question to clamd and its answer. Ends within the time limit whatever clamd does; for one
 * thread.
 */
final class ClamdConnection implements AutoCloseable {
    private static final int CHUNK_BYTES = 64 * 1024;
    private static final int ANSWER_BYTES = 1024;

    private final SocketChannel channel;
    private final Deadlines.Deadline deadline;

    private ClamdConnection(SocketChannel channel, Deadlines.Deadline deadline) {
        this.channel = channel;
        this.deadline = deadline;
    }

    /**
     * @param limit of everything, from connecting to the answer
     * @throws SocketTimeoutException when clamd accepts no connection within the limit
     */
    static ClamdConnection open(Path socket, Deadlines deadlines, Duration limit)
            throws IOException {
        var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            var connection = new ClamdConnection(channel, deadlines.arm(channel, limit));
            connection.connect(socket);
            return connection;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Asks a command without a body, such as PING. */
    String ask(String command) throws IOException {
        try {
            send(ByteBuffer.wrap(('z' + command + '\0').getBytes(ISO_8859_1)));
            return answer();
        } catch (IOException e) {
            throw timely(e);
        }
    }

    /**
     * Sends the whole content and reads what clamd thinks of it.
     *
     * @throws ConnectionLostException when clamd goes away in the middle
     */
    ClamdReply scan(ByteBuffer content) throws IOException {
        try {
            send(ByteBuffer.wrap("zINSTREAM\0".getBytes(ISO_8859_1)));
            return sendChunks(content) ? ClamdReply.of(answer()) : ClamdReply.early(answer());
        } catch (IOException e) {
            throw lost(timely(e));
        }
    }

    @Override
    public void close() {
        deadline.close();
        try {
            channel.close();
        } catch (IOException _) {
            // Nothing was left to be sent, and what was to be read has been read.
        }
    }

    private void connect(Path socket) throws IOException {
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            deadline.close();
            throw timely(e);
        }
    }

    /**
     * @return false when clamd stopped listening before the end, as it does over a limit
     */
    private boolean sendChunks(ByteBuffer content) throws IOException {
        var header = ByteBuffer.allocateDirect(Integer.BYTES);
        try {
            while (content.hasRemaining()) {
                int bytes = Math.min(CHUNK_BYTES, content.remaining());
                header.clear().putInt(bytes).flip();
                send(header, content.slice(content.position(), bytes));
                content.position(content.position() + bytes);
            }
            send(header.clear().putInt(0).flip());
            return true;
        } catch (IOException e) {
            if (!channel.isOpen()) {
                throw e;
            }
            return false;
        }
    }

    private void send(ByteBuffer... parts) throws IOException {
        while (parts[parts.length - 1].hasRemaining()) {
            channel.write(parts);
        }
    }

    /** Reads to the zero byte that ends an answer; an answer without it is none. */
    private String answer() throws IOException {
        var answer = ByteBuffer.allocate(ANSWER_BYTES);
        while (answer.position() == 0 || answer.get(answer.position() - 1) != 0) {
            if (!answer.hasRemaining()) {
                throw new ProtocolException("the answer has no end");
            }
            if (channel.read(answer) < 0) {
                throw new EOFException("closed the connection without an answer");
            }
        }
        var text = new String(answer.array(), 0, answer.position() - 1, ISO_8859_1);
        if (text.indexOf('\0') >= 0) {
            throw new ProtocolException("answered more than once");
        }
        return text;
    }

    /** What we closed ourselves, on time or at the end, was not lost; nor is nonsense a loss. */
    private static IOException lost(IOException e) {
        return switch (e) {
            case SocketTimeoutException _, ClosedChannelException _, ProtocolException _ -> e;
            default -> new ConnectionLostException(String.valueOf(e.getMessage()), e);
        };
    }

    private IOException timely(IOException e) {
        if (!deadline.expired()) {
            return e;
        }
        var late = new SocketTimeoutException("no answer in time");
        late.initCause(e);
        return late;
    }
}
