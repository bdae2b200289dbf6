package io.safelight.ports.sandbox;

import io.safelight.domain.image.ImageFormat;
import io.safelight.domain.program.Program;
import io.safelight.ports.bytes.ImageBytes;
import java.time.Duration;
import java.util.List;

/**
 * Programs as they are inside the sandbox, where a crash hurts only the image at hand. For one
 * thread.
 */
public interface ProgramHost {

    /** What {@link #run} runs. */
    List<Program> programs();

    /**
     * Runs every program on one image, and ends by itself when {@code limit} is over.
     *
     * @return one answer for each of {@link #programs()}, in order
     */
    List<ProgramAnswer> run(ImageFormat format, ImageBytes bytes, Duration limit);
}
