package io.safelight.adapter.vips;

import io.safelight.ports.sandbox.ProgramHost;
import io.safelight.ports.sandbox.wire.SandboxChild;
import java.io.IOException;

/**
 * The child that decodes: one process, one thread, one image at a time. Ends with its input, or
 * with what it could not bear, such as a full heap. Told by system properties, see {@link
 * VipsSettings}.
 */
public final class ProgramsMain {
    private ProgramsMain() {}

    /**
     * @param arguments the file that takes the answers
     */
    public static void main(String[] arguments) throws IOException {
        SandboxChild.serve(arguments, ProgramsMain::programs);
    }

    /** What stops it here is for the operator: a sentence that says what to do, and no stack. */
    private static ProgramHost programs() {
        try {
            return BuiltInPrograms.open(VipsSettings.of(System.getProperties()));
        } catch (VipsException e) {
            System.err.println(e.getMessage());
            System.exit(1);
            throw e;
        }
    }
}
