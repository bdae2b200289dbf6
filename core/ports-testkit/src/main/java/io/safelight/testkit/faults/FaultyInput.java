package io.safelight.testkit.faults;

import io.safelight.ports.Port;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Each read is a call. */
final class FaultyInput extends FilterInputStream {
    private static final String NAME = "InputStream";

    private final Faults faults;
    private final Port port;

    FaultyInput(Faults faults, Port port, InputStream real) {
        super(real);
        this.faults = faults;
        this.port = port;
    }

    @Override
    public int read() throws IOException {
        return (int) Objects.requireNonNull(faults.stream(port, NAME, "read", in::read));
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return (int)
                Objects.requireNonNull(
                        faults.stream(port, NAME, "read", () -> in.read(target, offset, length)));
    }
}
