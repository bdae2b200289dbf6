package io.safelight.node.doctor;

import io.safelight.adapter.clamd.ClamdProcessSettings;
import io.safelight.adapter.clamd.MemoryFolders;
import io.safelight.adapter.clamd.Signatures;
import io.safelight.node.client.Terminal;
import io.safelight.node.configuration.NodeSettings;
import io.safelight.node.doctor.Finding.Fine;
import io.safelight.node.doctor.Finding.Problem;
import io.safelight.node.doctor.Finding.Warning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the scanner needs. */
record ScannerChecks(NodeSettings settings, ClamdProcessSettings clamd, Instant now) {
    private static final long LEAST_SCRATCH_BYTES = 256L << 20;

    List<Check> all() {
        return List.of(this::program, this::scratch, this::signatures);
    }

    private Finding program() {
        return Files.isExecutable(clamd.clamd())
                ? new Fine("clamd", clamd.clamd().toString())
                : new Problem(
                        "clamd",
                        "there is no " + clamd.clamd(),
                        "Install it: apt-get install clamav-daemon.");
    }

    private Finding scratch() {
        Optional<Path> roomiest = MemoryFolders.roomiest(clamd.scratch());
        if (roomiest.isEmpty()) {
            return new Problem(
                    "scratch in memory",
                    "none of " + clamd.scratch() + " is a writable tmpfs",
                    "Mount one: mount -t tmpfs tmpfs /dev/shm.");
        }
        long room = MemoryFolders.usableBytes(roomiest.get());
        String detail = Terminal.bytes(room) + " free";
        return room >= LEAST_SCRATCH_BYTES
                ? new Fine("scratch in memory", detail)
                : new Warning(
                        "scratch in memory",
                        detail,
                        "clamd writes each image there while it scans; make /dev/shm larger.");
    }

    private Finding signatures() {
        return switch (clamd.signatures()) {
            case Signatures.TestOnly() ->
                    new Warning(
                            "signatures",
                            "test signatures, which find no virus",
                            "Set scan.signatures=official before real images come.");
            case Signatures.Official(Path folder) -> official(folder);
            case Signatures.OfficialOrTest(Path folder, var _) -> official(folder);
        };
    }

    private Finding official(Path folder) {
        if (!Signatures.officialIn(folder)) {
            return new Problem(
                    "signatures",
                    "no official ones in " + folder,
                    "Images wait until they are there: let clamav-freshclam run, or freshclam once."
                            + " To try things out without them: --set scan.signatures=test.");
        }
        Duration age = Duration.between(newest(folder), now);
        String detail = "official, " + age.toHours() + " h old";
        return age.compareTo(settings.clamd().maxSignatureAge()) < 0
                ? new Fine("signatures", detail)
                : new Problem(
                        "signatures", detail, "Images wait until they are renewed: run freshclam.");
    }

    private static Instant newest(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("daily."))
                    .map(ScannerChecks::changed)
                    .max(Comparator.naturalOrder())
                    .orElse(Instant.EPOCH);
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    private static Instant changed(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }
}
