package io.safelight.node.demo;

import io.safelight.node.client.CommandException;
import io.safelight.node.client.ExitCode;
import io.safelight.node.client.Terminal;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The images of a folder, told by their names: the platform then looks at their bytes. */
final class FolderImages {
    private static final Set<String> EXTENSIONS =
            Set.of(
                    "jpg", "jpeg", "jpe", "png", "webp", "gif", "tif", "tiff", "avif", "heic",
                    "heif", "bmp", "svg");
    private static final int MAX_DEPTH = 20;

    private FolderImages() {}

    static List<Sample> in(Path folder, PrintStream out) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new CommandException(ExitCode.USAGE, "There is no folder " + folder + ".");
        }
        var samples = new ArrayList<Sample>();
        int skipped = 0;
        try (Stream<Path> files = Files.walk(folder, MAX_DEPTH)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                if (isImage(file)) {
                    samples.add(new Sample(file.getFileName().toString(), () -> read(file), ""));
                } else {
                    skipped++;
                }
            }
        }
        if (samples.isEmpty()) {
            throw new CommandException(ExitCode.USAGE, "There are no images in " + folder + ".");
        }
        if (skipped > 0) {
            out.println(
                    "Left out " + Terminal.count(skipped, "file") + ", not named like an image.");
        }
        return samples;
    }

    private static boolean isImage(Path file) {
        String name = file.getFileName().toString();
        return EXTENSIONS.contains(
                name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
