package io.safelight.bench.rows;

import io.safelight.bench.processes.Commands;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Of what takes part beside the program and the JDK. */
public final class Versions {
    private static final Path HERE = Path.of("/");

    private Versions() {}

    public static String here(Workshop workshop) throws InterruptedException {
        var versions = new ArrayList<String>();
        versions.add(version(List.of("vipsthumbnail", "--vips-version")));
        versions.add(version(List.of("clamd", "--version")));
        versions.add(version(List.of("djpeg", "-version")));
        versions.add(
                "sharp "
                        + version(
                                List.of(
                                        "node",
                                        "-p",
                                        "const v = require('"
                                                + workshop.installation()
                                                        .cache()
                                                        .resolve("node/node_modules/sharp")
                                                + "').versions; v.sharp + ' with libvips ' +"
                                                + " v.vips")));
        return String.join(", ", versions.stream().filter(text -> !text.isBlank()).toList());
    }

    /** The first line; nothing when it is not there. */
    private static String version(List<String> command) throws InterruptedException {
        try {
            var ended = Commands.run(HERE, Map.of(), command);
            return ended.code() == 0 ? ended.output().lines().findFirst().orElse("").strip() : "";
        } catch (IOException e) {
            return "";
        }
    }
}
