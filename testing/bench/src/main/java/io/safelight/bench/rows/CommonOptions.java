package io.safelight.bench.rows;

import static java.util.stream.Collectors.joining;

import io.safelight.bench.platform.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What every measuring command takes. */
public final class CommonOptions {
    @Option(names = "--quick", description = "Less of everything: to see that it works.")
    boolean quick;

    @Option(
            names = "--images",
            paramLabel = "FOLDER",
            description = "Use the JPEG files of this folder instead of painted photographs.")
    Optional<Path> images = Optional.empty();

    @Option(
            names = "--scratch",
            paramLabel = "FOLDER",
            description =
                    "Where to make a folder for data, some gigabytes, gone afterwards. Choose the"
                            + " disk to measure. Default: .build/bench.")
    Optional<Path> scratch = Optional.empty();

    @Option(
            names = "--jvm",
            paramLabel = "OPTION",
            description =
                    "One more option for the platform's JVM, to try it; may be given many times.")
    List<String> jvmOptions = new ArrayList<>();

    public boolean isQuick() {
        return quick;
    }

    public List<String> jvmOptions() {
        return jvmOptions;
    }

    /** What of this was given, as on the command line; without the names of folders. */
    public String text() {
        return (quick ? " --quick" : "")
                + (images.isPresent() ? " --images FOLDER" : "")
                + (scratch.isPresent() ? " --scratch FOLDER" : "")
                + jvmOptions.stream().map(option -> " --jvm " + option).collect(joining());
    }

    /** With a new folder to work in, which is gone when the workshop is closed. */
    public Workshop workshop(Installation installation) throws IOException {
        Path parent = Files.createDirectories(scratch.orElse(installation.cache()));
        Path folder = Files.createTempDirectory(parent.toAbsolutePath(), "run-");
        return new Workshop(
                installation, new Workshop.Options(quick, images, folder), CommonOptions::progress);
    }

    /** To standard error, so that the report stands alone. */
    public static void progress(String line) {
        System.err.println("bench: " + line);
    }
}
