package io.safelight.node.client;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** What is wrong with a file, as a sentence. */
public final class FileTrouble {
    private FileTrouble() {}

    public static String sentence(IOException trouble) {
        return switch (trouble) {
            case NoSuchFileException missing -> "There is no " + missing.getFile() + ".";
            case AccessDeniedException denied ->
                    "This user may not read or write " + denied.getFile() + ".";
            case FileSystemException other ->
                    "Cannot use "
                            + other.getFile()
                            + ": "
                            + Optional.ofNullable(other.getReason()).orElse(other.toString())
                            + ".";
            default -> "Reading or writing failed: " + trouble.getMessage() + ".";
        };
    }
}
