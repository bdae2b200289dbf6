package io.safelight.bench.peers;

import io.safelight.bench.images.Pictures;
import io.safelight.bench.processes.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Debian's command-line thumbnailer. */
public final class VipsThumbnail {
    /** As few threads as there is work for: the others would only cost. */
    private static final Map<String, String> ONE_THREAD = Map.of("VIPS_CONCURRENCY", "1");

    private final Path program;
    private final Path scratch;

    private VipsThumbnail(Path program, Path scratch) {
        this.program = program;
        this.scratch = scratch;
    }

    /**
     * @param scratch takes what it makes
     */
    public static VipsThumbnail find(Tools tools, Path scratch)
            throws IOException, InterruptedException {
        return new VipsThumbnail(
                tools.require("vipsthumbnail", "libvips-tools"), Files.createDirectories(scratch));
    }

    /** Both renditions of each, as JPEG in sRGB: one process a size, for all files. */
    public double imagesPerProcessorSecond(Pictures pictures)
            throws IOException, InterruptedException {
        double seconds = seconds(pictures, 1600) + seconds(pictures, 256);
        return pictures.files().size() / seconds;
    }

    private double seconds(Pictures pictures, int side) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of(
                                program.toString(),
                                "--size",
                                side + "x" + side + ">",
                                "--export-profile",
                                "srgb",
                                "--output",
                                scratch.resolve("%s-" + side + ".jpg") + "[Q=80,strip]"));
        pictures.files().forEach(file -> command.add(file.toString()));
        return Commands.run(scratch, ONE_THREAD, command)
                        .orThrow("vipsthumbnail")
                        .processorTime()
                        .toMillis()
                / 1e3;
    }
}
