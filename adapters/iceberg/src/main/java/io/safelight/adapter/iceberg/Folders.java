package io.safelight.adapter.iceberg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * The folders of one lake.
 *
 * @param root absolute and real
 */
record Folders(Path root) {
    /** DuckDB would take them for patterns of file names, and SQLite for options. */
    private static final Pattern PATTERN_CHARACTERS = Pattern.compile("[*?\\[\\]{}#%\\p{Cntrl}]");

    static Folders make(Path root) throws IOException {
        Files.createDirectories(root);
        var folders = new Folders(root.toRealPath());
        if (PATTERN_CHARACTERS.matcher(folders.root.toString()).find()) {
            throw LakeFailure.refused(
                    "the folder of a lake has none of *?[]{}#% in its path: " + folders.root);
        }
        Durable.makeFolder(folders.table());
        Durable.makeFolder(folders.data());
        Durable.makeFolder(folders.metadata());
        Durable.makeFolder(folders.scratch());
        return folders;
    }

    Path lock() {
        return root.resolve("lock");
    }

    Path catalog() {
        return root.resolve("catalog.sqlite");
    }

    Path table() {
        return root.resolve("images");
    }

    Path data() {
        return table().resolve("data");
    }

    Path metadata() {
        return table().resolve("metadata");
    }

    /** Nothing in it outlives a restart. */
    Path scratch() {
        return root.resolve("scratch");
    }

    void clearScratch() throws IOException {
        try (var leftovers = Files.list(scratch())) {
            for (Path leftover : (Iterable<Path>) leftovers::iterator) {
                if (Files.isDirectory(leftover)) {
                    clearFolder(leftover);
                }
                Files.delete(leftover);
            }
        }
    }

    /** DuckDB's folders for what does not fit into memory are flat. */
    private static void clearFolder(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.delete(file);
            }
        }
    }
}
