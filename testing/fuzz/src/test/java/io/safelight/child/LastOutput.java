package io.safelight.child;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/** What is kept of a child's output, for tests of other packages. */
public final class LastOutput {
    private LastOutput() {}

    public static String of(byte[] output, int keptBytes) throws IOException {
        var tail = new Tail(keptBytes);
        tail.drain(new ByteArrayInputStream(output));
        return tail.text();
    }
}
