package io.safelight.bench.peers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Small files that peers need, kept beside these classes. */
final class Resources {
    private Resources() {}

    /** Writes one into a folder, anew each time. */
    static Path copy(String name, Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(name);
        try (InputStream in = Resources.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }
}
