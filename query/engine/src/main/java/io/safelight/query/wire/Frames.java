package io.safelight.query.wire;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Frames over a pair of pipes: a letter, four bytes of length, the payload. Every length is checked
 * before memory is taken for it. One thread reads, one writes.
 */
public final class Frames {
    private final DataInputStream in;
    private final DataOutputStream out;
    private final int maxPayloadBytes;

    private Frames(InputStream in, OutputStream out, int maxPayloadBytes) {
        this.in = new DataInputStream(in);
        this.out = new DataOutputStream(out);
        this.maxPayloadBytes = maxPayloadBytes;
    }

    public static Frames ofParent(InputStream answers, OutputStream requests) {
        return new Frames(answers, requests, Frame.MAX_PAYLOAD_BYTES);
    }

    public static Frames ofChild(InputStream requests, OutputStream answers) {
        return new Frames(requests, answers, Frame.MAX_QUESTION_BYTES);
    }

    /**
     * @throws EOFException when the other side is gone
     * @throws IOException also when it sends what no frame looks like
     */
    public Frame read() throws IOException {
        int letter = in.readUnsignedByte();
        Frame.Kind kind =
                Frame.Kind.of(letter)
                        .orElseThrow(() -> new IOException("not a frame: letter " + letter));
        int length = in.readInt();
        if (length < 0 || length > maxPayloadBytes) {
            throw new IOException("a frame of " + length + " bytes is not allowed");
        }
        byte[] payload = new byte[length];
        in.readFully(payload);
        return new Frame(kind, payload);
    }

    public void write(Frame.Kind kind, byte[] payload, int length) throws IOException {
        out.writeByte(kind.letter());
        out.writeInt(length);
        out.write(payload, 0, length);
        out.flush();
    }

    public void write(Frame.Kind kind) throws IOException {
        write(kind, new byte[0], 0);
    }

    public void write(SqlRefusal refusal) throws IOException {
        byte[] payload =
                (refusal.code().code() + "\n" + refusal.text()).getBytes(StandardCharsets.UTF_8);
        write(Frame.Kind.REFUSED, payload, payload.length);
    }

    /**
     * What a frame of that kind says.
     *
     * @throws IOException when its code is none of ours
     */
    public static SqlRefusal refusal(byte[] payload) throws IOException {
        String[] parts = new String(payload, StandardCharsets.UTF_8).split("\n", 2);
        SqlCode code =
                SqlCode.of(parts[0]).orElseThrow(() -> new IOException("an unknown refusal"));
        return new SqlRefusal(code, parts.length == 2 ? parts[1] : "");
    }
}
