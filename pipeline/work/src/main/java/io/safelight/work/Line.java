package io.safelight.work;

import io.safelight.domain.image.Cause;
import io.safelight.domain.image.Zone;
import io.safelight.domain.scan.Scan;
import io.safelight.domain.scan.ScanDecision;
import io.safelight.domain.scan.Verdict;
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
import io.safelight.scan.ScanStage.Scanned;
import io.safelight.telemetry.Span;
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

    Step take(ImageRecord image, LineTrace trace) {
        if (image.tries().sandboxDeaths() >= settings.maxSandboxDeaths()) {
            return failed(image, "sandbox-died", "The image brought down whatever worked on it.");
        }
        try (ImageBytes bytes = read(image, trace)) {
            return scanned(image, bytes, trace);
        } catch (PortException e) {
            return failed(image, e);
        } catch (IOException e) {
            return new Step.Release(
                    image.tries(), settings.backoff().after(1), "read failed: " + e.getMessage());
        }
    }

    /**
     * What becomes of an image after an error of ours, in its line or in settling what came of it.
     * Nobody died of it, but it may be the same with each try, and each image must end.
     */
    Step afterError(ImageRecord image) {
        Tries tries = image.tries().afterError();
        if (tries.errors() >= Tries.ERRORS_BEFORE_FAILURE) {
            var cause =
                    new Cause(
                            "internal-error",
                            "The platform failed at the image again and again; its log tells why.");
            return new Step.Finish(Outcome.Failed.because(cause), tries);
        }
        return new Step.Release(tries, settings.backoff().after(tries.errors()), "error");
    }

    private Step scanned(ImageRecord image, ImageBytes bytes, LineTrace trace) {
        var scanned = scan(image, bytes, trace);
        return switch (scanned.decision()) {
            case ScanDecision.Proceed() ->
                    processed(image, scanned.scan(), process(image, bytes, scanned.scan(), trace));
            case ScanDecision.Quarantine(Cause cause) -> {
                boolean undecided = scanned.scan().verdict() instanceof Verdict.Undecided;
                Tries tries = undecided ? image.tries().afterUndecidedScan() : image.tries();
                yield new Step.Finish(
                        new Outcome.Quarantined(
                                scanned.scan(), cause, scan.quarantine(image, bytes)),
                        tries);
            }
            case ScanDecision.Wait() ->
                    new Step.Release(image.tries(), settings.waits().scanner(), "no scanner");
            case ScanDecision.TryAgain() -> {
                Tries tries = image.tries().afterUndecidedScan();
                yield new Step.Release(tries, settings.backoff().after(tries.scans()), "undecided");
            }
        };
    }

    private Scanned scan(ImageRecord image, ImageBytes bytes, LineTrace trace) {
        try (Span span = trace.part("scan.image")) {
            Scanned scanned = scan.scan(image, bytes);
            span.with("decision", scanned.decision().getClass().getSimpleName());
            return scanned;
        }
    }

    private Processed process(ImageRecord image, ImageBytes bytes, Scan clean, LineTrace trace) {
        try (Span span = trace.part("process.image")) {
            span.with("attempt", attempt(image));
            return process.process(image, bytes, clean, attempt(image));
        }
    }

    private Step processed(ImageRecord image, Scan scan, Processed processed) {
        return switch (processed) {
            case Processed.Done(Outcome outcome) -> new Step.Finish(outcome, image.tries());
            case Processed.SandboxDied(Cause cause) -> {
                Tries tries = image.tries().afterSandboxDeath();
                yield tries.sandboxDeaths() >= settings.maxSandboxDeaths()
                        ? new Step.Finish(Outcome.Failed.because(cause, scan), tries)
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
            case MISSING -> failed(image, "object-missing", "The bytes of the image are missing.");
            case CORRUPT ->
                    failed(
                            image,
                            "object-corrupt",
                            "The bytes of the image are not what was stored.");
            case RETRYABLE, REFUSED, UNKNOWN_OUTCOME ->
                    new Step.Release(
                            image.tries(), settings.backoff().after(1), e.port() + " " + e.kind());
        };
    }

    private static Step failed(ImageRecord image, String code, String text) {
        return new Step.Finish(Outcome.Failed.because(new Cause(code, text)), image.tries());
    }

    private ImageBytes read(ImageRecord image, LineTrace trace) throws IOException {
        try (Span _ = trace.part("work.read")) {
            return read(image);
        }
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
