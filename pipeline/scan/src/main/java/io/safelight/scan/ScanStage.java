package io.safelight.scan;

import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Zone;
import io.safelight.domain.scan.Scan;
import io.safelight.domain.scan.ScanDecision;
import io.safelight.domain.scan.Verdict;
import io.safelight.domain.work.ImageRecord;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.bytes.ImageBytes;
import io.safelight.ports.objects.ObjectWriter;
import io.safelight.ports.objects.Placement;
import io.safelight.ports.objects.SealedObjects;
import io.safelight.ports.scanner.Scanner;
import io.safelight.ports.scanner.ScannerStatus;
import io.safelight.telemetry.Meters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the scanner before anything else reads an image. Safe for many threads. */
public final class ScanStage {
    private static final Logger LOG = LoggerFactory.getLogger(ScanStage.class);
    private static final String DURATION = "scan.duration";
    private static final List<String> VERDICTS = List.of("clean", "infected", "undecided");

    private final Scanner scanner;
    private final SealedObjects objects;
    private final ScanSettings settings;
    private final Meters meters;

    public ScanStage(Scanner scanner, SealedObjects objects, ScanSettings settings, Meters meters) {
        this.scanner = scanner;
        this.objects = objects;
        this.settings = settings;
        this.meters = meters;
        VERDICTS.forEach(verdict -> meters.timer(DURATION, "verdict", verdict));
    }

    /** A scan and what follows from it. */
    public record Scanned(Scan scan, ScanDecision decision) {}

    /** Whether it makes sense to claim images for scanning now. */
    public boolean isReady() {
        return scanner.status() instanceof ScannerStatus.Ready;
    }

    public Scanned scan(ImageRecord image, ImageBytes bytes) {
        long start = System.nanoTime();
        Scan scan = scanner.scan(bytes);
        var took = Duration.ofNanos(System.nanoTime() - start);
        ScanDecision decision = settings.policy().decide(scan.verdict(), image.tries().scans());
        String verdict = label(scan.verdict());
        meters.timer(DURATION, "verdict", verdict).record(took);
        LOG.atInfo()
                .addKeyValue("image", image.id())
                .addKeyValue("verdict", verdict)
                .addKeyValue("decision", decision.getClass().getSimpleName())
                .addKeyValue("ms", took.toMillis())
                .log("scan.verdict");
        return new Scanned(scan, decision);
    }

    /**
     * Seals a copy into the quarantine zone. The caller deletes the original once the ledger knows
     * of the copy.
     */
    public ObjectRef quarantine(ImageRecord image, ImageBytes bytes) {
        var placement =
                new Placement(
                        Zone.QUARANTINE,
                        image.lifetime().bucket(),
                        image.origin().tenant(),
                        image.id());
        try (ObjectWriter writer = objects.create(placement)) {
            var channel = Channels.newChannel(writer.stream());
            ByteBuffer source = bytes.buffer();
            while (source.hasRemaining()) {
                channel.write(source);
            }
            return writer.publish();
        } catch (IOException e) {
            throw new PortException(Port.OBJECTS, Kind.RETRYABLE, "cannot write to quarantine", e);
        }
    }

    private static String label(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Clean() -> "clean";
            case Verdict.Infected(String _) -> "infected";
            case Verdict.Undecided(Verdict.Reason _, String _) -> "undecided";
        };
    }
}
