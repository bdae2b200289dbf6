package io.safelight.node.platform;

import io.safelight.adapter.clamd.ClamdProcess;
import io.safelight.domain.scan.ScanEngine;
import io.safelight.ingress.http.Dependency;
import io.safelight.node.roles.Storage;
import io.safelight.ports.PortException;
import io.safelight.ports.scanner.Scanner;
import io.safelight.ports.scanner.ScannerStatus;
import io.safelight.settings.ByteSize;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;

/**
 * How the platform is, for readiness and for whoever uses it.
 *
 * @param floor of free space, see {@code ingest.free-space-floor}
 */
record Health(Storage storage, ByteSize floor, Scanner scanner, ClamdProcess clamd, Roles roles) {
    private static final String NO_SIGNATURES =
            "TEST MODE: the virus scanner has test signatures only. It finds the EICAR test file"
                    + " and NO VIRUS.";

    private static final String FINDS_NOTHING = "TEST MODE: test signatures, it finds NO VIRUS";

    List<Dependency> dependencies() {
        return List.of(
                ledger(),
                space(),
                scan(),
                roles.worker().state(),
                roles.intake().state(),
                roles.keeper().state(),
                roles.query().state());
    }

    /** What every user must be told. */
    List<String> notices() {
        return clamd.testMode() ? List.of(NO_SIGNATURES) : List.of();
    }

    private Dependency ledger() {
        try {
            storage.ledger().last();
            return new Dependency("ledger", true, "");
        } catch (PortException e) {
            return new Dependency("ledger", false, String.valueOf(e.getMessage()));
        }
    }

    private Dependency space() {
        try {
            return space(storage.objects().freeBytes(), floor);
        } catch (PortException e) {
            return new Dependency("storage", false, String.valueOf(e.getMessage()));
        }
    }

    /** Below the floor nothing is taken in; all else goes on. */
    static Dependency space(OptionalLong freeBytes, ByteSize floor) {
        if (freeBytes.isEmpty()) {
            return new Dependency("storage", true, "");
        }
        long free = freeBytes.getAsLong();
        return free >= floor.bytes()
                ? new Dependency(
                        "storage",
                        true,
                        "%s free; uploads stop below %s".formatted(rounded(free), floor))
                : new Dependency(
                        "storage",
                        false,
                        "%s are free, less than ingest.free-space-floor (%s): nothing is taken in. Free some space."
                                .formatted(rounded(free), floor));
    }

    private static String rounded(long bytes) {
        return bytes >> 30 >= 10 ? (bytes >> 30) + " GiB" : (bytes >> 20) + " MiB";
    }

    private Dependency scan() {
        return switch (scanner.status()) {
            case ScannerStatus.Ready(ScanEngine engine, boolean testMode) ->
                    new Dependency("scanner", true, testMode ? FINDS_NOTHING : told(engine));
            case ScannerStatus.NotReady(String why, var _) -> new Dependency("scanner", false, why);
        };
    }

    private static String told(ScanEngine engine) {
        String built =
                engine.signaturesBuiltAt()
                        .map(at -> " of " + LocalDate.ofInstant(at, ZoneOffset.UTC))
                        .orElse("");
        return "%s, signatures %s%s".formatted(engine.name(), engine.signatures(), built);
    }
}
