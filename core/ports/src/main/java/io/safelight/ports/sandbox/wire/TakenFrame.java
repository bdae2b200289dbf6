package io.safelight.ports.sandbox.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The child has the whole image and is about to show it to the programs. Whatever happened before
 * is not the image's fault.
 */
public final class TakenFrame {
    private static final int BYTES = 8;

    private TakenFrame() {}

    public static void write(OutputStream out, long number) throws IOException {
        new FrameWriter(FrameType.TAKEN).i64(number).writeTo(out);
    }

    /**
     * @param number of the request that is to be taken
     * @throws WireException when it is anything else
     * @throws EOFException when the child ended before
     */
    public static void read(InputStream in, long number) throws IOException {
        FrameReader frame =
                FrameReader.next(in, FrameType.TAKEN, BYTES)
                        .orElseThrow(() -> new EOFException("ended before it took the image"));
        FrameReader.require(frame.i64() == number, "another request was taken");
        frame.end();
    }
}
