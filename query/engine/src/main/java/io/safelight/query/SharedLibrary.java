package io.safelight.query;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * DuckDB's jar, taken apart once into classes and library. Otherwise each child would unpack the
 * library's 70 MB into memory of its own; so the kernel keeps one copy for all of them, and
 * children start sooner.
 *
 * @param classes the jar without libraries
 * @param folder that holds the library, for {@code java.library.path}
 */
record SharedLibrary(Path classes, Path folder) {
    private static final String CLASSES = "duckdb-classes.jar";
    private static final String LIBRARY = "libduckdb_java.so";

    /**
     * Uses what an earlier start left there, if it came from the same jar.
     *
     * @param cache a folder of ours; made if missing
     */
    static SharedLibrary prepare(Path jar, Path cache) throws IOException {
        String name =
                "duckdb-%x-%x"
                        .formatted(Files.size(jar), Files.getLastModifiedTime(jar).toMillis());
        Path folder = cache.toAbsolutePath().resolve(name);
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(cache);
            Path fresh = Files.createTempDirectory(cache, "unpacking-");
            takeApart(jar, fresh);
            appear(fresh, folder);
        }
        return new SharedLibrary(folder.resolve(CLASSES), folder);
    }

    private static void takeApart(Path jar, Path target) throws IOException {
        try (var source = new JarFile(jar.toFile());
                OutputStream file = Files.newOutputStream(target.resolve(CLASSES));
                var classes = new ZipOutputStream(file)) {
            Enumeration<JarEntry> entries = source.entries();
            while (entries.hasMoreElements()) {
                JarEntry entry = entries.nextElement();
                if (!entry.isDirectory() && !entry.getName().startsWith("libduckdb_java")) {
                    classes.putNextEntry(new ZipEntry(entry.getName()));
                    copy(source, entry, classes);
                }
            }
            JarEntry library =
                    library(source)
                            .orElseThrow(
                                    () ->
                                            new IOException(
                                                    "DuckDB has no library for this machine"));
            try (OutputStream out = Files.newOutputStream(target.resolve(LIBRARY))) {
                copy(source, library, out);
            }
        }
    }

    private static Optional<JarEntry> library(JarFile source) {
        String machine = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        String suffix = List.of("aarch64", "arm64").contains(machine) ? "arm64" : "amd64";
        return Optional.ofNullable(source.getJarEntry("libduckdb_java.so_linux_" + suffix));
    }

    private static void copy(JarFile source, JarEntry entry, OutputStream target)
            throws IOException {
        try (InputStream in = source.getInputStream(entry)) {
            in.transferTo(target);
        }
    }

    /** Another process may have been quicker: then its folder is as good. */
    private static void appear(Path fresh, Path folder) throws IOException {
        try {
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            Files.delete(fresh.resolve(CLASSES));
            Files.delete(fresh.resolve(LIBRARY));
            Files.delete(fresh);
        }
    }
}
