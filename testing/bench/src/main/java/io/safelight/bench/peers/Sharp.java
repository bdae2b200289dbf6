package io.safelight.bench.peers;

import io.safelight.bench.images.Pictures;
import io.safelight.bench.measure.Benchmark.LeftOutException;
import io.safelight.bench.processes.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The image library of Node, which brings a libvips of its own. */
public final class Sharp {
    private static final String VERSION = "0.35.5";

    private final Path node;
    private final Path folder;
    private final Path script;

    private Sharp(Path node, Path folder, Path script) {
        this.node = node;
        this.folder = folder;
        this.script = script;
    }

    /**
     * Installs it into a folder where it is not there yet.
     *
     * @throws LeftOutException when there is no Node, or npm fails
     */
    public static Sharp install(Path folder, Consumer<String> progress)
            throws IOException, InterruptedException {
        Optional<Path> node = Tools.find("node");
        Optional<Path> npm = Tools.find("npm");
        if (node.isEmpty() || npm.isEmpty()) {
            throw new LeftOutException("sharp needs Node 20 or later with npm: nodejs.org");
        }
        Path script = Resources.copy("sharp.mjs", folder);
        if (!isThere(folder)) {
            progress.accept("installing sharp " + VERSION + " by npm into " + folder);
            var ended =
                    Commands.run(
                            folder,
                            Map.of(),
                            List.of(
                                    npm.get().toString(),
                                    "install",
                                    "--prefix",
                                    folder.toString(),
                                    "--no-audit",
                                    "--no-fund",
                                    "--save-exact",
                                    "sharp@" + VERSION));
            if (ended.code() != 0) {
                throw new LeftOutException("npm cannot install sharp: " + ended.output().strip());
            }
        }
        return new Sharp(node.get(), folder, script);
    }

    /** Both renditions of each, as JPEG. */
    public double imagesPerProcessorSecond(Pictures pictures)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(node.toString(), script.toString()));
        pictures.files().forEach(file -> command.add(file.toString()));
        String seconds = Commands.run(folder, Map.of(), command).orThrow("sharp").output().strip();
        return pictures.files().size() / Double.parseDouble(seconds);
    }

    /** Its libvips, in one file that needs no other. */
    public Path library() throws IOException {
        Path images = folder.resolve("node_modules").resolve("@img");
        try (Stream<Path> files = Files.walk(images)) {
            return files.filter(file -> file.getFileName().toString().startsWith("libvips-cpp.so"))
                    .findFirst()
                    .orElseThrow(() -> new LeftOutException("sharp has no libvips for here"));
        }
    }

    private static boolean isThere(Path folder) throws IOException {
        Path description = folder.resolve("node_modules/sharp/package.json");
        return Files.exists(description)
                && Files.readString(description).contains("\"version\": \"" + VERSION + "\"");
    }
}
