package io.safelight.work;

import io.safelight.domain.image.Cause;
import io.safelight.domain.image.Zone;
import io.safelight.domain.scan.ScanDecision;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.Outcome;
import io.safelight.domain.work.Tries;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.bytes.ImageBytes;
import io.safelight.ports.objects.Placement;
import io.safelight.ports.objects.SealedObject;
import io.safelight.ports.objects.SealedObjects;
import io.safelight.process.ProcessStage;
import io.safelight.process.ProcessStage.Processed;
import io.safelight.scan.ScanStage;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one claimed image: its bytes are read once, scanned, and, if clean, processed. Safe
 * for many threads.
 */
final class Line {
    private static final Logger LOG = LoggerFactory.getLogger(Line.class);

    private final SealedObjects objects;
    private final ScanStage scan;
    private final ProcessStage process;
    private final WorkSettings settings;

    Line(SealedObjects objects, ScanStage scan, ProcessStage process, WorkSettings settings) {
        this.objects = objects;
        this.scan = scan;
        this.process = process;
        this.settings = settings;
    }

    Step take(ImageRecord image) {
        if (image.tries().sandboxDeaths() >= settings.maxSandboxDeaths()) {
            return new Step.Finish(
                    Outcome.Failed.because(
                            new Cause(
                                    "sandbox-died",
                                    "The image brought down whatever worked on it.")));
        }
        try (ImageBytes bytes = read(image)) {
            return scanned(image, bytes);
        } catch (PortException e) {
            return failed(image, e);
        } catch (IOException e) {
            return new Step.Release(
                    image.tries(), settings.backoff().after(1), "read failed: " + e.getMessage());
        }
    }

    private Step scanned(ImageRecord image, ImageBytes bytes) {
        var scanned = scan.scan(image, bytes);
        return switch (scanned.decision()) {
            case ScanDecision.Proceed() ->
                    processed(image, process.process(image, bytes, scanned.scan(), attempt(image)));
            case ScanDecision.Quarantine(Cause cause) ->
                    new Step.Finish(
                            new Outcome.Quarantined(
                                    scanned.scan(), cause, scan.quarantine(image, bytes)));
            case ScanDecision.Wait() ->
                    new Step.Release(image.tries(), settings.waits().scanner(), "no scanner");
            case ScanDecision.TryAgain() -> {
                Tries tries = image.tries().afterUndecidedScan();
                yield new Step.Release(tries, settings.backoff().after(tries.scans()), "undecided");
            }
        };
    }

    private Step processed(ImageRecord image, Processed processed) {
        return switch (processed) {
            case Processed.Done(Outcome outcome) -> new Step.Finish(outcome);
            case Processed.SandboxDied(Cause cause) -> {
                Tries tries = image.tries().afterSandboxDeath();
                yield tries.sandboxDeaths() >= settings.maxSandboxDeaths()
                        ? new Step.Finish(Outcome.Failed.because(cause))
                        : new Step.Release(tries, Duration.ZERO, cause.code());
            }
            case Processed.NoSandbox(String why) ->
                    new Step.Release(image.tries(), settings.waits().sandbox(), why);
        };
    }

    /**
     * Bytes that are missing or changed stay so; all else may heal, and a key is no image's fault.
     */
    private Step failed(ImageRecord image, PortException e) {
        if (e.port() != Port.OBJECTS) {
            LOG.atError()
                    .addKeyValue("image", image.id())
                    .addKeyValue("port", e.port())
                    .addKeyValue("kind", e.kind())
                    .setCause(e)
                    .log("work.cannot-read");
            return new Step.Release(
                    image.tries(), settings.backoff().longest(), e.port() + " " + e.kind());
        }
        return switch (e.kind()) {
            case MISSING ->
                    new Step.Finish(
                            Outcome.Failed.because(
                                    new Cause(
                                            "object-missing",
                                            "The bytes of the image are missing.")));
            case CORRUPT ->
                    new Step.Finish(
                            Outcome.Failed.because(
                                    new Cause(
                                            "object-corrupt",
                                            "The bytes of the image are not what was stored.")));
            case RETRYABLE, REFUSED, UNKNOWN_OUTCOME ->
                    new Step.Release(
                            image.tries(), settings.backoff().after(1), e.port() + " " + e.kind());
        };
    }

    private ImageBytes read(ImageRecord image) throws IOException {
        var placement =
                new Placement(
                        Zone.RAW, image.lifetime().bucket(), image.origin().tenant(), image.id());
        SealedObject object = objects.open(image.original().object(), placement);
        if (object.size() != image.content().bytes()) {
            throw new PortException(Port.OBJECTS, Kind.CORRUPT, "another size than the ledger's");
        }
        try (InputStream in = object.stream(0)) {
            ImageBytes bytes = ImageBytes.read(in, object.size());
            if (in.read() >= 0) {
                bytes.close();
                throw new PortException(Port.OBJECTS, Kind.CORRUPT, "longer than the ledger says");
            }
            return bytes;
        }
    }

    private static int attempt(ImageRecord image) {
        return 1 + image.tries().sandboxDeaths();
    }
}
