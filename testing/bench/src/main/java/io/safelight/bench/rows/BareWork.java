package io.safelight.bench.rows;

import io.safelight.adapter.sandbox.ChildProgram;
import io.safelight.bench.images.Pictures;
import io.safelight.bench.processes.Commands;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What decoding and encoding alone cost, see {@link NativeWork}.
 *
 * @param java the program that runs a JVM
 * @param library file of libvips; empty for the system's
 */
record BareWork(Path java, Optional<Path> library) {

    /**
     * @param version of libvips
     * @param processorTime of one pass over all pictures
     */
    record Measured(String version, Duration processorTime) {}

    Measured measure(NativeWork.Kind kind, Pictures pictures)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(java.toString());
        command.addAll(ChildProgram.FAST_START);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(NativeWork.class.getName(), kind.name()));
        command.add(library.map(Path::toString).orElse("-"));
        pictures.files().forEach(file -> command.add(file.toString()));
        String[] words =
                Commands.run(Path.of("/"), ChildProgram.FEW_ARENAS, command)
                        .orThrow("decoding alone")
                        .output()
                        .strip()
                        .split(" ");
        return new Measured(
                words[0], Duration.ofNanos((long) (Double.parseDouble(words[1]) * 1e9)));
    }
}
