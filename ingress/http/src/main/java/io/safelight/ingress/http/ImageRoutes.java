package io.safelight.ingress.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.safelight.domain.identity.Principal;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.Zone;
import io.safelight.domain.program.Output;
import io.safelight.domain.work.Change;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.State;
import io.safelight.ports.ledger.ChangeFeed;
import io.safelight.ports.ledger.ImageFilter;
import io.safelight.ports.ledger.ImageLedger;
import io.safelight.ports.ledger.ImagePage;
import io.safelight.ports.objects.Placement;
import io.safelight.ports.objects.SealedObjects;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Records, bytes and lists of images. */
final class ImageRoutes {
    private static final int PAGE = 50;
    private static final int MAX_PAGE = 500;
    private static final Set<String> LIST_PARAMETERS =
            Set.of("tenant", "state", "from", "to", "cursor", "limit");
    private static final String STATES =
            Arrays.stream(State.values()).map(State::label).collect(Collectors.joining(", "));

    /** Of the many changes of an image that nobody could process. */
    private static final int MAX_CHANGES = 1000;

    private final ImageLedger ledger;
    private final ChangeFeed changes;
    private final SealedObjects objects;
    private final InstantSource clock;
    private final Function<ImageRecord, String> receipts;
    private final Duration retention;

    ImageRoutes(HttpDoor.Images ports, InstantSource clock) {
        this.ledger = ports.ledger();
        this.changes = ports.changes();
        this.objects = ports.objects();
        this.clock = clock;
        this.receipts = ports.receipts();
        this.retention = ports.retention();
    }

    void record(Context ctx) {
        ImageRecord image = visible(ctx);
        List<Change> history =
                changes.after(0, Optional.empty(), Optional.of(image.id()), MAX_CHANGES);
        Json.write(ctx, ImageJson.whole(image, history, receipts.apply(image)));
    }

    void content(Context ctx) throws IOException {
        ImageRecord image = readable(ctx);
        var stored =
                new StoredBytes(
                        image.content().format().contentType(),
                        image.content().sha256(),
                        image.description()
                                .filename()
                                .orElse(image.id() + "." + image.content().format().extension()));
        stored.write(ctx, objects.open(image.original().object(), placement(image, Zone.RAW)));
    }

    void output(Context ctx) throws IOException {
        ImageRecord image = readable(ctx);
        Output output =
                image.findings().outputs().stream()
                        .filter(o -> o.program().value().equals(ctx.pathParam("program")))
                        .filter(o -> o.name().equals(ctx.pathParam("name")))
                        .findFirst()
                        .orElseThrow(Problem::notFound);
        new StoredBytes(output.contentType(), output.sha256(), output.name())
                .write(ctx, objects.open(output.object(), placement(image, Zone.PROCESSED)));
    }

    void list(Context ctx) {
        Route.takesOnly(ctx, LIST_PARAMETERS);
        Principal caller = Route.caller(ctx);
        var filter =
                new ImageFilter(
                        caller.mayAdminister()
                                ? Route.parsed(ctx, "tenant", TenantId::new, "a tenant's name")
                                : Optional.of(caller.tenant()),
                        Route.parsed(ctx, "state", ImageRoutes::state, "one of " + STATES),
                        Route.instant(ctx, "from"),
                        Route.instant(ctx, "to"),
                        clock.instant());
        Optional<ImageId> before =
                Route.parsed(ctx, "cursor", ImageId::parse, "the cursor of a page");
        ImagePage page = ledger.page(filter, before, Route.limit(ctx, PAGE, MAX_PAGE));
        ObjectNode answer = Json.object();
        ArrayNode images = answer.putArray("images");
        page.images().forEach(image -> images.add(ImageJson.basics(image)));
        answer.put("cursor", page.more() ? page.images().getLast().id().toString() : null);
        Json.write(ctx, answer);
    }

    /** The image, if it is alive and the caller may see it. */
    ImageRecord visible(Context ctx) {
        ImageId id = Route.imageId(ctx);
        if (!clock.instant().isBefore(id.receivedAt().plus(retention))) {
            throw Problem.gone();
        }
        ImageRecord image =
                ledger.find(id)
                        .filter(found -> Route.caller(ctx).mayRead(found.origin().tenant()))
                        .orElseThrow(Problem::notFound);
        boolean gone = image.state() == State.ERASED || image.state() == State.PURGED;
        if (gone || image.lifetime().isOver(clock.instant())) {
            throw Problem.gone();
        }
        return image;
    }

    private ImageRecord readable(Context ctx) {
        ImageRecord image = visible(ctx);
        if (!image.isReadable(clock.instant())) {
            throw unreadable(image.state());
        }
        return image;
    }

    private static Problem unreadable(State state) {
        return switch (state) {
            case QUARANTINED ->
                    Problem.of(
                            ProblemCode.QUARANTINED,
                            "The image is in quarantine; nobody reads it.");
            case FAILED ->
                    Problem.of(
                            ProblemCode.NOT_READY,
                            "The image failed before it was found clean, so nobody reads it. Its"
                                    + " record tells why; a redrive tries it again.");
            case RECEIVED, CLAIMED, COMPLETED, ERASED, PURGED ->
                    Problem.of(
                            ProblemCode.NOT_READY,
                            "The image has not been found clean yet; look at its state.");
        };
    }

    private static Placement placement(ImageRecord image, Zone zone) {
        return new Placement(zone, image.lifetime().bucket(), image.origin().tenant(), image.id());
    }

    private static State state(String text) {
        return State.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
