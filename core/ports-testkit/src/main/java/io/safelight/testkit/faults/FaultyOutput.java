package io.safelight.testkit.faults;

import io.safelight.ports.Port;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Each write and the closing are calls. */
final class FaultyOutput extends FilterOutputStream {
    private static final String NAME = "OutputStream";

    private final Faults faults;
    private final Port port;

    FaultyOutput(Faults faults, Port port, OutputStream real) {
        super(real);
        this.faults = faults;
        this.port = port;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        faults.stream(
                port,
                NAME,
                "write",
                () -> {
                    out.write(source, offset, length);
                    return true;
                });
    }

    @Override
    public void close() throws IOException {
        faults.stream(
                port,
                NAME,
                "closeStream",
                () -> {
                    out.close();
                    return true;
                });
    }
}
