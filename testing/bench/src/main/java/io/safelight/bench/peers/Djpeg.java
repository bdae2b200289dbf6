package io.safelight.bench.peers;

import io.safelight.bench.images.Pictures;
import io.safelight.bench.processes.Commands;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The decoder of libjpeg-turbo, bare: what no thumbnailer can be faster than. */
public final class Djpeg {
    private static final Path HERE = Path.of("").toAbsolutePath();

    private final Path program;

    private Djpeg(Path program) {
        this.program = program;
    }

    public static Djpeg find(Tools tools) throws IOException, InterruptedException {
        return new Djpeg(tools.require("djpeg", "libjpeg-turbo-progs"));
    }

    /** Decodes each at an eighth of its size and throws it away. */
    public double imagesPerProcessorSecond(Pictures pictures)
            throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of(
                                "/bin/sh",
                                "-ec",
                                "for file; do \"$0\" -scale 1/8 -outfile /dev/null \"$file\"; done",
                                program.toString()));
        pictures.files().forEach(file -> command.add(file.toString()));
        var ended = Commands.run(HERE, Map.of(), command).orThrow("djpeg");
        return pictures.files().size() / (ended.processorTime().toMillis() / 1e3);
    }
}
