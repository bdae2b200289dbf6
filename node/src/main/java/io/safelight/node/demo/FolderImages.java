package io.safelight.node.demo;

import io.safelight.node.client.CommandException;
import io.safelight.node.client.ExitCode;
import io.safelight.node.client.ImageFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The images of a folder as samples, each read when it is sent. */
final class FolderImages {
    private FolderImages() {}

    static List<Sample> in(Path folder, PrintStream out) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new CommandException(ExitCode.USAGE, "There is no folder " + folder + ".");
        }
        ImageFiles found = ImageFiles.below(folder);
        if (found.images().isEmpty()) {
            throw new CommandException(ExitCode.USAGE, "There are no images in " + folder + ".");
        }
        if (found.leftOut() > 0) {
            out.println(found.notice());
        }
        return found.images().stream()
                .map(file -> new Sample(file.getFileName().toString(), () -> read(file), ""))
                .toList();
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
