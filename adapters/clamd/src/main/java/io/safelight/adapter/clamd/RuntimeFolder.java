package io.safelight.adapter.clamd;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * clamd's private place in memory: its configuration, its socket, its test signatures and its
 * temporary files, which hold image bytes and so must not touch a disk. Short, because a socket's
 * path has 107 bytes at most.
 *
 * @param path on a tmpfs, open to clamd's user alone
 */
record RuntimeFolder(Path path) {
    private static final int MAX_SOCKET_PATH_BYTES = 107;
    private static final Pattern NAME = Pattern.compile("safelight-clamd-[0-9a-f]{16}");

    /** Where a tmpfs is usually mounted. */
    static List<Path> usualPlaces() {
        return Stream.of(
                        Optional.of("/dev/shm"),
                        Optional.ofNullable(System.getenv("XDG_RUNTIME_DIR")),
                        Optional.of("/run"))
                .flatMap(Optional::stream)
                .filter(place -> !place.isBlank())
                .map(Path::of)
                .toList();
    }

    /**
     * Makes a new one, after wiping the one that a predecessor left behind when it was killed.
     *
     * @param note a file that remembers the folder over a restart
     * @throws PortException refused, when no place is a tmpfs
     */
    static RuntimeFolder create(List<Path> places, Path note, Optional<ClamdUser> user) {
        try {
            wipePredecessor(places, note);
            var random = new byte[8];
            new SecureRandom().nextBytes(random);
            Path path =
                    roomiest(places).resolve("safelight-clamd-" + HexFormat.of().formatHex(random));
            Files.createDirectories(note.toAbsolutePath().getParent());
            Files.writeString(note, path.toString());
            var folder = new RuntimeFolder(path);
            folder.create(user);
            return folder;
        } catch (IOException e) {
            throw new PortException(
                    Port.SCANNER, PortException.Kind.RETRYABLE, "clamd's folder: " + e, e);
        }
    }

    Path socket() {
        return path.resolve("clamd.sock");
    }

    Path configuration() {
        return path.resolve("clamd.conf");
    }

    Path testSignatures() {
        return path.resolve("signatures");
    }

    /** The temporary files. */
    Path scratch() {
        return path.resolve("scratch");
    }

    /** Removes what a dead clamd left, before the next one starts. */
    void clearAfterDeath() throws IOException {
        Files.deleteIfExists(socket());
        try (var left = Files.list(scratch())) {
            for (Path entry : left.toList()) {
                wipe(entry);
            }
        }
    }

    /** How much room there is for temporary files now. */
    long usableBytes() {
        return usableBytes(path);
    }

    void remove() throws IOException {
        wipe(path);
    }

    private void create(Optional<ClamdUser> user) throws IOException {
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        if (socket().toString().getBytes(UTF_8).length > MAX_SOCKET_PATH_BYTES) {
            throw new IOException("too long for a socket's path: " + socket());
        }
        Files.createDirectory(path, ownerOnly);
        Files.createDirectory(scratch(), ownerOnly);
        Files.createDirectory(testSignatures(), ownerOnly);
        Files.writeString(testSignatures().resolve("test.ndb"), EicarTestFile.signature());
        if (user.isPresent()) {
            for (Path owned :
                    List.of(
                            testSignatures().resolve("test.ndb"),
                            testSignatures(),
                            scratch(),
                            path)) {
                user.get().own(owned);
            }
        }
    }

    private static Path roomiest(List<Path> places) {
        return places.stream()
                .filter(RuntimeFolder::inMemory)
                .max(Comparator.comparingLong(RuntimeFolder::usableBytes))
                .orElseThrow(() -> noneInMemory(places));
    }

    private static PortException noneInMemory(List<Path> places) {
        return new PortException(
                Port.SCANNER,
                PortException.Kind.REFUSED,
                "clamd needs a writable folder in memory (tmpfs) for its temporary files, and none of %s is one. Mount one, for example: mount -t tmpfs tmpfs /dev/shm"
                        .formatted(places));
    }

    private static boolean inMemory(Path place) {
        try {
            return Files.isWritable(place)
                    && Files.getFileStore(place).type().matches("tmpfs|ramfs");
        } catch (IOException _) {
            return false;
        }
    }

    private static long usableBytes(Path place) {
        try {
            return Files.getFileStore(place).getUsableSpace();
        } catch (IOException _) {
            return 0;
        }
    }

    private static void wipePredecessor(List<Path> places, Path note) throws IOException {
        if (!Files.isRegularFile(note) || Files.size(note) > 4096) {
            return;
        }
        Path old = Path.of(Files.readString(note).strip());
        // The note lies on a disk that others may have written to: wipe only what we would make.
        if (old.isAbsolute()
                && places.contains(old.getParent())
                && NAME.matcher(Objects.toString(old.getFileName())).matches()
                && Files.isDirectory(old, LinkOption.NOFOLLOW_LINKS)) {
            wipe(old);
        }
    }

    private static void wipe(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> deepestFirst;
        try (var entries = Files.walk(folder)) {
            deepestFirst = entries.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path entry : deepestFirst) {
            Files.deleteIfExists(entry);
        }
    }
}
