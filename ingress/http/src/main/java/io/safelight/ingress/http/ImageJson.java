package io.safelight.ingress.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.safelight.domain.image.Cause;
import io.safelight.domain.image.Probe;
import io.safelight.domain.program.Output;
import io.safelight.domain.program.ProgramRun;
import io.safelight.domain.scan.Scan;
import io.safelight.domain.scan.Verdict;
import io.safelight.domain.work.Change;
import io.safelight.domain.work.Findings;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.State;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The record of an image as version 1 of the API shows it. Never shows an object reference. */
final class ImageJson {
    private static final int MAX_CHANGES = 50;

    private ImageJson() {}

    /** What an upload is answered with. */
    static ObjectNode accepted(ImageRecord image, String receipt) {
        return basics(image).put("receipt", receipt);
    }

    /** A line of a list. */
    static ObjectNode basics(ImageRecord image) {
        return Json.object()
                .put("id", image.id().toString())
                .put("state", image.state().label())
                .put("sha256", image.content().sha256().hex())
                .put("bytes", image.content().bytes())
                .put("contentType", image.content().format().contentType())
                .put("filename", image.description().filename().orElse(null))
                .put("receivedAt", image.lifetime().receivedAt().toString())
                .put("expiresAt", image.lifetime().expiresAt().toString());
    }

    /**
     * All of it.
     *
     * @param history its changes, the first first
     */
    static ObjectNode whole(ImageRecord image, List<Change> history, String receipt) {
        ObjectNode node = accepted(image, receipt);
        node.put("tenant", image.origin().tenant().value())
                .put("principal", image.origin().principal().value())
                .put("source", image.origin().source().name().toLowerCase(Locale.ROOT))
                .put("expiryBucket", image.lifetime().bucket().label())
                .put("completedAt", text(image.completedAt()));
        node.set("times", times(image, history));
        node.set("changes", changes(history));
        node.set("attributes", attributes(image));
        node.set("attempts", attempts(image));
        Findings findings = image.findings();
        findings.cause().ifPresent(cause -> node.set("cause", cause(cause)));
        findings.scan().ifPresent(scan -> node.set("scan", scan(scan)));
        findings.probe().ifPresent(probe -> node.set("probe", probe(probe)));
        ArrayNode programs = node.putArray("programs");
        findings.runs().forEach(run -> programs.add(run(run)));
        ArrayNode outputs = node.putArray("outputs");
        findings.outputs().forEach(output -> outputs.add(output(image, output)));
        return node;
    }

    /** When each stage was done with it; a stage that has to do it again has not been. */
    private static ObjectNode times(ImageRecord image, List<Change> history) {
        Optional<Instant> claimed =
                image.state() == State.RECEIVED
                        ? Optional.empty()
                        : history.reversed().stream()
                                .filter(change -> change.state() == State.CLAIMED)
                                .findFirst()
                                .map(Change::at);
        return Json.object()
                .put("received", image.lifetime().receivedAt().toString())
                .put("claimed", text(claimed))
                .put("scanned", text(image.findings().scan().map(Scan::at)))
                .put("completed", text(image.completedAt()));
    }

    private static @Nullable String text(Optional<Instant> time) {
        return time.map(Instant::toString).orElse(null);
    }

    private static ArrayNode changes(List<Change> history) {
        ArrayNode changes = Json.array();
        history.subList(Math.max(0, history.size() - MAX_CHANGES), history.size())
                .forEach(
                        change ->
                                changes.addObject()
                                        .put("state", change.state().label())
                                        .put("at", change.at().toString()));
        return changes;
    }

    private static ObjectNode attributes(ImageRecord image) {
        ObjectNode node = Json.object();
        image.description()
                .attributes()
                .values()
                .forEach(
                        (name, value) -> {
                            switch (value) {
                                case String text -> node.put(name, text);
                                case BigDecimal number -> node.put(name, number);
                                case Boolean flag -> node.put(name, flag);
                                default ->
                                        throw new IllegalStateException(
                                                "not an attribute: " + value.getClass());
                            }
                        });
        return node;
    }

    private static ObjectNode attempts(ImageRecord image) {
        return Json.object()
                .put("claims", image.epoch())
                .put("scans", image.tries().scans())
                .put("sandboxDeaths", image.tries().sandboxDeaths())
                .put("nodeDeaths", image.tries().nodeDeaths())
                .put("errors", image.tries().errors());
    }

    private static ObjectNode cause(Cause cause) {
        return Json.object().put("code", cause.code()).put("text", cause.text());
    }

    private static ObjectNode scan(Scan scan) {
        ObjectNode node = Json.object();
        switch (scan.verdict()) {
            case Verdict.Clean() -> node.put("verdict", "clean");
            case Verdict.Infected(String threat) ->
                    node.put("verdict", "infected").put("threat", threat);
            case Verdict.Undecided(Verdict.Reason reason, String _) ->
                    node.put("verdict", "undecided")
                            .put("reason", reason.name().toLowerCase(Locale.ROOT));
        }
        return node.put("engine", scan.engine().name())
                .put("signatures", scan.engine().signatures())
                .put("scannedAt", scan.at().toString());
    }

    private static ObjectNode probe(Probe probe) {
        ObjectNode node =
                Json.object()
                        .put("width", probe.size().width())
                        .put("height", probe.size().height())
                        .put("pages", probe.size().pages())
                        .put("orientation", probe.orientation())
                        .put("colorSpace", probe.colorSpace());
        probe.camera()
                .ifPresent(
                        c ->
                                node.putObject("camera")
                                        .put("make", c.make())
                                        .put("model", c.model()));
        probe.takenAt().ifPresent(at -> node.put("takenAt", at.toString()));
        probe.location()
                .ifPresent(
                        at ->
                                node.putObject("location")
                                        .put("latitude", at.latitude())
                                        .put("longitude", at.longitude()));
        node.put("phash", probe.looks().phash())
                .put("dominantColor", probe.looks().dominantColor())
                .put("blurhash", probe.looks().blurhash());
        ObjectNode exif = node.putObject("exif");
        probe.exif().forEach(exif::put);
        return node;
    }

    private static ObjectNode run(ProgramRun run) {
        ObjectNode node =
                Json.object()
                        .put("program", run.program().value())
                        .put("version", run.version())
                        .put("outcome", run.succeeded() ? "succeeded" : "failed")
                        .put("ms", run.took().toMillis())
                        .put("peakMemoryBytes", run.peakMemoryBytes())
                        .put("attempts", run.attempts());
        run.failure().ifPresent(cause -> node.set("cause", cause(cause)));
        return node;
    }

    private static ObjectNode output(ImageRecord image, Output output) {
        return Json.object()
                .put("program", output.program().value())
                .put("name", output.name())
                .put("contentType", output.contentType())
                .put("bytes", output.bytes())
                .put("sha256", output.sha256().hex())
                .put(
                        "href",
                        "/v1/images/"
                                + image.id()
                                + "/outputs/"
                                + output.program()
                                + "/"
                                + output.name());
    }
}
