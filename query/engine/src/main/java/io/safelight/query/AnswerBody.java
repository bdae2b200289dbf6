package io.safelight.query;

import io.safelight.query.wire.Frame;
import io.safelight.query.wire.Frames;
import io.safelight.query.wire.SqlRefusal;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The bytes of an answer, as the child sends them. For one thread. */
final class AnswerBody extends InputStream {
    private final Turn turn;
    private byte[] part = new byte[0];
    private int position;
    private boolean ended;

    private AnswerBody(Turn turn) {
        this.turn = turn;
    }

    static AnswerBody startingWith(Frame first, Turn turn) throws IOException {
        turn.deliver();
        var body = new AnswerBody(turn);
        body.accept(first);
        return body;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        while (position == part.length) {
            if (ended) {
                return -1;
            }
            accept(next());
        }
        int count = Math.min(length, part.length - position);
        System.arraycopy(part, position, target, offset, count);
        position += count;
        return count;
    }

    /** Before the end of the answer, it ends the child's work. */
    @Override
    public void close() {
        ended = true;
        position = part.length;
        turn.finish(false);
    }

    private Frame next() throws IOException {
        try {
            return turn.next();
        } catch (IOException e) {
            turn.finish(false);
            throw cut(turn.reason(), e);
        }
    }

    private void accept(Frame frame) throws IOException {
        switch (frame.kind()) {
            case DATA -> take(frame.payload());
            case END -> {
                ended = true;
                turn.finish(true);
            }
            case REFUSED -> {
                SqlRefusal refusal = refusal(frame);
                turn.finish(refusal.code().leavesChildSound());
                throw cut(refusal, null);
            }
            case READY, QUESTION -> {
                turn.finish(false);
                throw new IOException("The answer is cut: the engine sent nonsense.");
            }
        }
    }

    private void take(byte[] payload) throws IOException {
        try {
            turn.count(payload.length);
        } catch (IOException e) {
            turn.finish(false);
            throw e;
        }
        part = payload;
        position = 0;
    }

    private SqlRefusal refusal(Frame frame) throws IOException {
        try {
            return Frames.refusal(frame.payload());
        } catch (IOException e) {
            turn.finish(false);
            throw e;
        }
    }

    private IOException cut(SqlRefusal why, @org.jspecify.annotations.Nullable IOException cause) {
        ended = true;
        return new IOException(
                "The answer is cut: " + why.code().code() + ": " + why.text(), cause);
    }
}
