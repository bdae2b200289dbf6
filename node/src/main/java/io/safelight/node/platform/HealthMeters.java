package io.safelight.node.platform;

import io.safelight.domain.work.State;
import io.safelight.ingress.http.Dependency;
import io.safelight.ports.ledger.WorkSummary;
import io.safelight.ports.scanner.ScannerStatus;
import io.safelight.telemetry.Meters;
import io.safelight.telemetry.Recent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How the platform is, as gauges. However often they are read, nothing is asked more often. */
final class HealthMeters {
    private static final Duration GOOD_FOR = Duration.ofSeconds(2);
    private static final double MILLIS = 1e3;

    private final Health health;
    private final Meters meters;
    private final InstantSource clock;

    private HealthMeters(Health health, Meters meters, InstantSource clock) {
        this.health = health;
        this.meters = meters;
        this.clock = clock;
    }

    static void register(Health health, Meters meters, InstantSource clock) {
        var gauges = new HealthMeters(health, meters, clock);
        gauges.parts();
        gauges.space();
        gauges.work();
        gauges.scanner();
    }

    private void parts() {
        List<String> names = health.dependencies().stream().map(Dependency::name).toList();
        var ready = new Recent<>(this::readyParts, GOOD_FOR);
        for (String name : names) {
            meters.gauge(
                    "node.ready",
                    () -> ready.number(one -> flag(one.contains(name))),
                    "part",
                    name);
        }
    }

    private Set<String> readyParts() {
        return health.dependencies().stream()
                .filter(Dependency::ready)
                .map(Dependency::name)
                .collect(Collectors.toSet());
    }

    private void space() {
        var free = new Recent<>(health.storage().objects()::freeBytes, GOOD_FOR);
        meters.gauge(
                "ingest.free.bytes",
                () -> free.number(bytes -> bytes.isEmpty() ? Double.NaN : bytes.getAsLong()));
        meters.gauge("ingest.floor.bytes", health.floor()::bytes);
    }

    private void work() {
        var summary =
                new Recent<>(() -> health.storage().ledger().summary(clock.instant()), GOOD_FOR);
        meters.gauge("work.waiting.images", () -> summary.number(of -> of.in(State.RECEIVED)));
        meters.gauge("work.oldest.seconds", () -> summary.number(this::oldestSeconds));
        meters.gauge("catalog.waiting.rows", () -> summary.number(WorkSummary::uncatalogued));
    }

    private double oldestSeconds(WorkSummary summary) {
        return summary.oldestWaiting().map(this::seconds).orElse(0.0);
    }

    private void scanner() {
        var status = new Recent<>(health.scanner()::status, GOOD_FOR);
        meters.gauge(
                "scan.ready", () -> status.number(now -> flag(now instanceof ScannerStatus.Ready)));
        meters.gauge("scan.test", () -> flag(health.clamd().testMode()));
        meters.gauge(
                "scan.signatures.seconds",
                () -> status.number(now -> age(now.signaturesBuiltAt())));
    }

    /** Of test signatures, and while nobody knows, none: an alert for old ones stays silent. */
    private double age(Optional<Instant> builtAt) {
        return builtAt.map(this::seconds).orElse(Double.NaN);
    }

    /** The clock may be set back in between. */
    private double seconds(Instant since) {
        return Math.max(0, Duration.between(since, clock.instant()).toMillis() / MILLIS);
    }

    private static double flag(boolean set) {
        return set ? 1 : 0;
    }
}
