package io.safelight.adapter.iceberg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of 70 MB that DuckDB unpacks its library to, under a new name in the folder for
 * temporary files each time that a process loads it. DuckDB has no setting for it and deletes it
 * only when the JVM ends in peace. The kernel keeps a loaded library without its name, so the name
 * goes at once: then nothing is left however the process ends.
 */
final class UnpackedLibrary {
    private static final Logger log = LoggerFactory.getLogger(UnpackedLibrary.class);
    private static final Path MAPPINGS = Path.of("/proc/self/maps");
    private static final Pattern NAME = Pattern.compile("libduckdb_java[0-9]+\\.so");

    /** A file that is so much older than ours is not about to be loaded by another process. */
    private static final Duration LOADED_BY_THEN = Duration.ofMinutes(10);

    private UnpackedLibrary() {}

    /**
     * Call it when the library is loaded, as often as you like. Also removes what processes of the
     * same user left that were killed while they unpacked. Does nothing where the kernel does not
     * tell what is loaded.
     */
    static void unlink() {
        try {
            for (Path file : loaded()) {
                clearBeside(file);
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            log.atWarn().setCause(e).log("lake.library.left");
        }
    }

    private static List<Path> loaded() throws IOException {
        if (!Files.isReadable(MAPPINGS)) {
            return List.of();
        }
        try (var lines = Files.lines(MAPPINGS)) {
            return lines.filter(line -> line.contains("/"))
                    .map(line -> Path.of(line.substring(line.indexOf('/'))))
                    .filter(UnpackedLibrary::isOne)
                    .distinct()
                    .filter(Files::exists)
                    .toList();
        }
    }

    private static void clearBeside(Path library) throws IOException {
        var owner = Files.getOwner(library);
        var ours = Files.getLastModifiedTime(library).toInstant();
        Path folder = library.toAbsolutePath().getParent();
        try (var entries = Files.newDirectoryStream(folder, UnpackedLibrary::isOne)) {
            for (Path other : entries) {
                var age = Duration.between(Files.getLastModifiedTime(other).toInstant(), ours);
                if (age.compareTo(LOADED_BY_THEN) > 0 && Files.getOwner(other).equals(owner)) {
                    Files.deleteIfExists(other);
                }
            }
        }
    }

    private static boolean isOne(Path file) {
        return NAME.matcher(String.valueOf(file.getFileName())).matches();
    }
}
