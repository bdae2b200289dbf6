package io.safelight.node.doctor;

import io.safelight.node.client.Terminal;
import io.safelight.node.configuration.DataDirectory;
import io.safelight.node.configuration.NodeSettings;
import io.safelight.node.doctor.Finding.Fine;
import io.safelight.node.doctor.Finding.Problem;
import io.safelight.node.doctor.Finding.Warning;
import io.safelight.node.roles.Secrets;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The data directory, or where it would be made, and the disk below it. */
record DataChecks(DataDirectory data, NodeSettings settings, InstantSource clock) {
    private static final int FORCES = 9;
    private static final Duration SLOW = Duration.ofMillis(50);
    private static final Duration CLOCKS_APART = Duration.ofSeconds(5);
    private static final Set<PosixFilePermission> OF_OTHERS =
            Set.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE);

    List<Check> all() {
        return List.of(this::folder, this::keys, this::space, this::disk);
    }

    private Finding folder() {
        Path place = place();
        if (!Files.isDirectory(place) || !Files.isWritable(place)) {
            return new Problem(
                    "data directory",
                    place + " cannot be written",
                    "Choose another with --data, or mend its permissions.");
        }
        return place.equals(data.root())
                ? new Fine("data directory", place.toString())
                : new Fine("data directory", data.root() + ", to be made at the first start");
    }

    /** Without its key file nothing that is there can be read again. */
    private Finding keys() {
        Path master = Secrets.masterKeyFile(data.keys());
        try {
            if (!Files.exists(master)) {
                return isFilled(data.keyRing())
                        ? new Problem(
                                "keys",
                                "there are wrapped keys, and no " + master,
                                "Put the key file back from your copy: without it no image can be"
                                        + " read.")
                        : new Fine("keys", "to be made at the first start");
            }
            for (Path secret : secrets()) {
                if (Files.getPosixFilePermissions(secret).stream().anyMatch(OF_OTHERS::contains)) {
                    return new Problem(
                            "keys", secret + " is open to others", "chmod 600 " + secret + ".");
                }
            }
            return new Fine("keys", "for their owner alone");
        } catch (IOException e) {
            return unreadable("keys", e);
        }
    }

    private Finding space() {
        try {
            long free = Files.getFileStore(place()).getUsableSpace();
            long floor = settings.ingest().freeSpaceFloor().bytes();
            String detail = Terminal.bytes(free) + " free, the floor is " + Terminal.bytes(floor);
            if (free <= floor) {
                return new Problem(
                        "free space",
                        detail,
                        "Uploads are refused: make room, or lower ingest.free-space-floor.");
            }
            return free < 3 * floor
                    ? new Warning("free space", detail, "Make room soon.")
                    : new Fine("free space", detail);
        } catch (IOException e) {
            return unreadable("free space", e);
        }
    }

    /** Each answer to an upload waits for a forced write. */
    private Finding disk() {
        Path file = place().resolve(".safelight-doctor");
        try {
            String type = Files.getFileStore(place()).type();
            if (type.matches("tmpfs|ramfs")) {
                return new Warning(
                        "disk",
                        "a " + type,
                        "What is acknowledged is lost with the machine's power.");
            }
            var times = new ArrayList<Duration>();
            Duration apart;
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                for (int i = 0; i < FORCES; i++) {
                    long began = System.nanoTime();
                    channel.write(ByteBuffer.allocate(4096), 0);
                    channel.force(true);
                    times.add(Duration.ofNanos(System.nanoTime() - began));
                }
                Instant written = Files.getLastModifiedTime(file).toInstant();
                apart = Duration.between(written, clock.instant()).abs();
            } finally {
                Files.deleteIfExists(file);
            }
            return disk(type, times.stream().sorted().toList().get(FORCES / 2), apart);
        } catch (IOException e) {
            return unreadable("disk", e);
        }
    }

    private static Finding disk(String type, Duration forced, Duration apart) {
        String detail = "%s, a forced write takes %.1f ms".formatted(type, forced.toNanos() / 1e6);
        if (apart.compareTo(CLOCKS_APART) > 0) {
            return new Problem(
                    "disk",
                    "its clock and this machine's are " + apart.toSeconds() + " s apart",
                    "Let both follow the same time server: expiry is by the clock.");
        }
        return forced.compareTo(SLOW) < 0
                ? new Fine("disk", detail)
                : new Warning("disk", detail, "Every upload waits for one: use a faster disk.");
    }

    private List<Path> secrets() throws IOException {
        var secrets = new ArrayList<>(Secrets.files(data.keys()));
        if (Files.exists(data.adminToken())) {
            secrets.add(data.adminToken());
        }
        return secrets;
    }

    private static boolean isFilled(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isPresent();
        }
    }

    /** The folder, or the nearest one above that is there. */
    private Path place() {
        Path place = data.root();
        while (!Files.exists(place)) {
            place = Objects.requireNonNull(place.getParent(), "there is a root");
        }
        return place;
    }

    private static Finding unreadable(String subject, IOException e) {
        return new Problem(
                subject, "it cannot be looked at: " + e.getMessage(), "Mend its permissions.");
    }
}
