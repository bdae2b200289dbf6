package io.safelight.query.child;

import io.safelight.query.wire.Frame;
import io.safelight.query.wire.Frames;
import java.io.IOException;
import java.io.OutputStream;

/**
 * The bytes of an answer on their way to the parent. The first are held back, so that most errors
 * come before any byte; the whole has a limit.
 */
final class AnswerStream extends OutputStream {
    private static final int HELD_BACK_FRAMES = 4;

    private final Frames frames;
    private final long maxBytes;
    private final byte[] held = new byte[HELD_BACK_FRAMES * Frame.MAX_PAYLOAD_BYTES];
    private int heldBytes;
    private long bytes;

    AnswerStream(Frames frames, long maxBytes) {
        this.frames = frames;
        this.maxBytes = maxBytes;
    }

    /** The answer would be larger than is allowed. */
    static final class TooLargeException extends IOException {}

    /** How many bytes it may still have. */
    long room() {
        return maxBytes - bytes;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        if (length > room()) {
            throw new TooLargeException();
        }
        bytes += length;
        int done = 0;
        while (done < length) {
            if (heldBytes == held.length) {
                send();
            }
            int part = Math.min(length - done, held.length - heldBytes);
            System.arraycopy(source, offset + done, held, heldBytes, part);
            heldBytes += part;
            done += part;
        }
    }

    /** After the last byte; without it the parent takes the answer for cut. */
    void end() throws IOException {
        send();
        frames.write(Frame.Kind.END);
    }

    private void send() throws IOException {
        byte[] frame = new byte[Frame.MAX_PAYLOAD_BYTES];
        for (int from = 0; from < heldBytes; from += frame.length) {
            int length = Math.min(frame.length, heldBytes - from);
            System.arraycopy(held, from, frame, 0, length);
            frames.write(Frame.Kind.DATA, frame, length);
        }
        heldBytes = 0;
    }
}
