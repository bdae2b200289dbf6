package io.safelight.adapter.clamd;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;

/**
 * Removes what another user filled: links in it lead nowhere, also those made meanwhile. Two may
 * remove the same at once.
 */
final class Wiped {
    private Wiped() {}

    /** A file, or a folder with all that is in it; nothing when it is not there. */
    static void wipe(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
                empty((SecureDirectoryStream<Path>) entries);
            } catch (NoSuchFileException _) {
                return;
            }
        }
        Files.deleteIfExists(path);
    }

    private static void empty(SecureDirectoryStream<Path> folder) throws IOException {
        for (Path entry : folder) {
            try {
                remove(folder, entry.getFileName());
            } catch (NoSuchFileException _) {
                // Gone is what it should be.
            }
        }
    }

    private static void remove(SecureDirectoryStream<Path> folder, Path name) throws IOException {
        var view =
                folder.getFileAttributeView(
                        name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (!view.readAttributes().isDirectory()) {
            folder.deleteFile(name);
            return;
        }
        try (var below = folder.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            empty(below);
        }
        folder.deleteDirectory(name);
    }
}
