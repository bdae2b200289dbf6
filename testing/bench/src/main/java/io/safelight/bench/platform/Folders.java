package io.safelight.bench.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders for measuring. */
public final class Folders {
    private Folders() {}

    /** Deletes all that is in it. */
    public static void clear(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            if (!path.equals(folder)) {
                Files.deleteIfExists(path);
            }
        }
    }

    public static void delete(Path folder) throws IOException {
        clear(folder);
        Files.deleteIfExists(folder);
    }
}
