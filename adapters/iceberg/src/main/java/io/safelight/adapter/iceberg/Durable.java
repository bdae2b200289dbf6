package io.safelight.adapter.iceberg;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Makes files and the names of files survive a power cut. */
final class Durable {

    private Durable() {}

    /** Forces the bytes of a file that another writer has closed. */
    static void force(Path file) throws IOException {
        try (var opened = new RandomAccessFile(file.toFile(), "rw")) {
            opened.getFD().sync();
        }
    }

    /** Forces the names in a folder. */
    static void forceNames(Path folder) throws IOException {
        try (var opened = FileChannel.open(folder, StandardOpenOption.READ)) {
            opened.force(true);
        }
    }

    /** Makes a folder, whose parent exists, together with its name. */
    static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(folder);
            forceNames(parent(folder));
        }
    }

    /** Gives a finished file its place; both folders are on one file system. */
    static void publish(Path finished, Path place) throws IOException {
        force(finished);
        makeFolder(parent(place));
        Files.move(finished, place, StandardCopyOption.ATOMIC_MOVE);
        forceNames(parent(place));
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("a root has no parent");
        }
        return parent;
    }
}
