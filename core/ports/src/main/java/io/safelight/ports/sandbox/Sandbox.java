package io.safelight.ports.sandbox;

import io.safelight.domain.program.Program;
import java.util.List;

/**
 * Runs programs on images, apart from everything else. Safe for many threads; a call waits for a
 * free place.
 *
 * <p>Every implementation: gives a program the image's bytes and nothing else, no key, no token, no
 * network, no file of another tenant; ends it when its time or memory is over; checks every
 * answer's form and size before returning it; starts afresh after a death, after some number of
 * images and between tenants. It does not throw for anything that an image or a program does.
 */
public interface Sandbox extends AutoCloseable {

    /** What {@link #run} runs, all in one call. */
    List<Program> programs();

    SandboxAnswer run(SandboxJob job);

    @Override
    void close();
}
