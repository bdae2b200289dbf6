package io.safelight.adapter.clamd;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * clamd's private place in memory: its configuration, its socket, its test signatures and its
 * temporary files, which hold image bytes and so must not touch a disk. Short, because a socket's
 * path has 107 bytes at most.
 *
 * <p>It does not outlive us: a {@link Reaper} removes it when we are killed, and where that one was
 * killed too, the next start of any Safelight here does.
 *
 * @param top ours, on a tmpfs; locked while we live
 * @param path in it, open to clamd's user alone
 */
record RuntimeFolder(Path top, Path path, FolderLock lock, Reaper reaper) {
    private static final int MAX_SOCKET_PATH_BYTES = 107;
    private static final String INNER = "clamd";

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
     * Makes a new one, and wipes those whose owners are dead.
     *
     * @throws PortException refused, when no place is a tmpfs
     */
    static RuntimeFolder create(List<Path> places, Optional<ClamdUser> user) {
        try {
            var random = new byte[4];
            new SecureRandom().nextBytes(random);
            Path place = MemoryFolders.roomiest(places).orElseThrow(() -> noneInMemory(places));
            String name = DeadFolders.PREFIX + DeadFolders.OURS + HexFormat.of().formatHex(random);
            RuntimeFolder folder = create(place, name, user);
            DeadFolders.wipe(places, folder.top());
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
                Wiped.wipe(entry);
            }
        }
    }

    /** How much room there is for temporary files now. */
    long usableBytes() {
        return MemoryFolders.usableBytes(path);
    }

    void remove() throws IOException {
        try {
            Wiped.wipe(top);
        } finally {
            lock.close();
            reaper.close();
        }
    }

    /** It appears under its name only when it is locked, so that nobody takes it for a dead one. */
    private static RuntimeFolder create(Path place, String name, Optional<ClamdUser> user)
            throws IOException {
        Path top = place.resolve(name);
        Path making = place.resolve("." + name);
        requireShort(top.resolve(INNER).resolve("clamd.sock"));
        Files.createDirectory(making, mode("rwx------"));
        FolderLock lock = FolderLock.create(making);
        try {
            fill(making.resolve(INNER), user);
            // clamd's user passes through; what is inside is told to nobody else.
            Files.setPosixFilePermissions(making, PosixFilePermissions.fromString("rwx--x--x"));
            Files.move(making, top, StandardCopyOption.ATOMIC_MOVE);
            return new RuntimeFolder(top, top.resolve(INNER), lock, Reaper.start(top));
        } catch (IOException e) {
            lock.close();
            Wiped.wipe(making);
            Wiped.wipe(top);
            throw e;
        }
    }

    private static void fill(Path inner, Optional<ClamdUser> user) throws IOException {
        Path signatures = inner.resolve("signatures");
        Path scratch = inner.resolve("scratch");
        Path test = signatures.resolve("test.ndb");
        for (Path folder : List.of(inner, scratch, signatures)) {
            Files.createDirectory(folder, mode("rwx------"));
        }
        Files.writeString(test, EicarTestFile.signature());
        if (user.isPresent()) {
            for (Path owned : List.of(test, signatures, scratch, inner)) {
                user.get().own(owned);
            }
        }
    }

    private static void requireShort(Path socket) throws IOException {
        if (socket.toString().getBytes(UTF_8).length > MAX_SOCKET_PATH_BYTES) {
            throw new IOException("too long for a socket's path: " + socket);
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> mode(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    private static PortException noneInMemory(List<Path> places) {
        return new PortException(
                Port.SCANNER,
                PortException.Kind.REFUSED,
                "clamd needs a writable folder in memory (tmpfs) for its temporary files, and none of %s is one. Mount one, for example: mount -t tmpfs tmpfs /dev/shm"
                        .formatted(places));
    }
}
