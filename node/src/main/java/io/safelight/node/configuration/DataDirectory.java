package io.safelight.node.configuration;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** The folder that holds everything a platform keeps. Its parts are named here and nowhere else. */
public record DataDirectory(Path root) {

    public DataDirectory {
        root = root.toAbsolutePath().normalize();
    }

    public Path objects() {
        return root.resolve("objects");
    }

    public Path keyRing() {
        return root.resolve("keyring");
    }

    public Path keys() {
        return root.resolve("keys");
    }

    public Path ledger() {
        return root.resolve("ledger").resolve("ledger.sqlite");
    }

    public Path lake() {
        return root.resolve("lake");
    }

    public Path kafka() {
        return root.resolve("kafka");
    }

    /** The SQL engine's unpacked library; holds nothing of images and may be deleted. */
    public Path queryCache() {
        return root.resolve("query-cache");
    }

    public Path settings() {
        return root.resolve("safelight.properties");
    }

    /** Written at the first start, for whoever owns the folder. */
    public Path adminToken() {
        return root.resolve("admin.token");
    }

    /** Where the running platform listens. */
    public Path endpoint() {
        return root.resolve("endpoint");
    }

    /** Keeps a second platform away for as long as it is open. */
    public record Lock(FileChannel channel, FileLock lock) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            lock.release();
            channel.close();
        }
    }

    /**
     * Makes the folder, for its owner only, and locks it.
     *
     * @throws CannotStartException when another platform runs on it, or it cannot be written
     */
    public Lock lock() {
        try {
            makePrivate(root);
            Path file = root.resolve("lock");
            var channel =
                    FileChannel.open(
                            file,
                            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                            ownerOnly());
            Optional<FileLock> lock = tryLock(channel);
            if (lock.isEmpty()) {
                channel.close();
                throw new CannotStartException(inUse());
            }
            return new Lock(channel, lock.get());
        } catch (IOException e) {
            throw new CannotStartException(
                    "Cannot write to the data directory "
                            + root
                            + ". Choose another with --data, or mend its permissions.",
                    e);
        }
    }

    /** Reads a small text file of this folder. */
    public Optional<String> read(Path file) throws IOException {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.UTF_8).strip());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Writes a small text file, whole or not at all, for its owner only. */
    public void write(Path file, String text) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(part);
        try (FileChannel channel =
                FileChannel.open(
                        part,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        ownerOnly())) {
            var bytes = StandardCharsets.UTF_8.encode(text + "\n");
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel folder = FileChannel.open(root, StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private String inUse() throws IOException {
        String where = read(endpoint()).map(url -> " It listens on " + url + ".").orElse("");
        return "Another Safelight runs on "
                + root
                + "."
                + where
                + " Use it, stop it, or choose another folder with --data.";
    }

    private static FileAttribute<Set<PosixFilePermission>> ownerOnly() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException e) {
            return Optional.empty();
        }
    }

    private static void makePrivate(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } else {
            Files.createDirectories(
                    folder,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
    }
}
