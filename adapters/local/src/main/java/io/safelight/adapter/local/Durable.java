package io.safelight.adapter.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** File operations that survive the loss of power once they return. */
final class Durable {
    /** Ends the name of a file that is still being written. */
    static final String PART = ".part";

    private Durable() {}

    /** Makes a folder and what lacks above it, each entry forced. */
    static void makeDirectories(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.getParent();
        if (parent != null) {
            makeDirectories(parent);
        }
        try {
            Files.createDirectory(
                    directory,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
        if (parent != null) {
            forceDirectory(parent);
        }
    }

    /** Makes the entries of a folder durable. */
    static void forceDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Moves a forced file to where it is seen. */
    static void appear(Path written, Path target) throws IOException {
        Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
        forceDirectory(folderOf(target));
    }

    /**
     * Writes a small secret file, whole or not at all, readable by its owner only.
     *
     * @throws FileAlreadyExistsException when there is one: the other writer has won
     */
    static void createSecret(Path file, byte[] content) throws IOException {
        makeDirectories(folderOf(file));
        Path part = Files.createTempFile(folderOf(file), ".", PART);
        try {
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
                writeFully(channel, ByteBuffer.wrap(content));
                channel.force(true);
            }
            Files.createLink(file, part);
        } finally {
            Files.deleteIfExists(part);
        }
        forceDirectory(folderOf(file));
    }

    /** Removes a file; the absence is durable. */
    static void delete(Path file) throws IOException {
        if (Files.deleteIfExists(file)) {
            forceDirectory(folderOf(file));
        }
    }

    /** Of a path below a folder; ours all are. */
    static Path folderOf(Path file) {
        return Objects.requireNonNull(file.getParent());
    }

    private static void writeFully(FileChannel channel, ByteBuffer content) throws IOException {
        while (content.hasRemaining()) {
            channel.write(content);
        }
    }
}
