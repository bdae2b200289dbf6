package io.safelight.child;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;

/**
 * The two streams of a child, as its own program sees them. Neither is buffered.
 *
 * <p>Answers do not go to standard output: a library, native code or the virtual machine itself may
 * write there at any time. In a jail, standard output is standard error, and answers have a
 * descriptor of their own.
 */
public final class Inside {
    /** Where a program that does not want this class on its class path finds the same stream. */
    public static final String ANSWERS = "/proc/self/fd/3";

    private Inside() {}

    /** What the parent writes to {@link JailedJvm#requests()}. */
    public static FileInputStream requests() {
        return new FileInputStream(FileDescriptor.in);
    }

    /** What the parent reads from {@link JailedJvm#answers()}. The caller closes it. */
    public static FileOutputStream answers() throws IOException {
        return new FileOutputStream(ANSWERS);
    }
}
