package io.safelight.adapter.vips;

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
        SandboxChild.serve(
                arguments, () -> BuiltInPrograms.open(VipsSettings.of(System.getProperties())));
    }
}
