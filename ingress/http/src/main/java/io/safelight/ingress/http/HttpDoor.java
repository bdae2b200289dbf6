package io.safelight.ingress.http;

import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import io.safelight.domain.work.ImageRecord;
import io.safelight.ports.ledger.ChangeFeed;
import io.safelight.ports.ledger.FlowLedger;
import io.safelight.ports.ledger.ImageLedger;
import io.safelight.ports.ledger.WorkLedger;
import io.safelight.ports.objects.SealedObjects;
import io.safelight.ports.query.SqlEngine;
import io.safelight.ports.receipts.Signer;
import io.safelight.ports.streams.StreamAccess;
import io.safelight.ports.streams.StreamPublisher;
import io.safelight.ports.submissions.Submissions;
import io.safelight.telemetry.Meters;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP API, version 1. Every route but health and the pages wants a token; every answer that is
 * no success is a {@link Problem}.
 */
public final class HttpDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpDoor.class);

    /** What the door works with. */
    public record Ports(
            Images images,
            SqlEngine sql,
            Streams streams,
            Authentication authentication,
            Operations operations) {}

    /**
     * What is done with images.
     *
     * @param receipts the receipt of an image, which is always the same
     * @param retention the platform's longest: an id older than it is gone, whether it ever was or
     *     not
     */
    public record Images(
            Submissions submissions,
            ImageLedger ledger,
            ChangeFeed changes,
            SealedObjects objects,
            Function<ImageRecord, String> receipts,
            Duration retention) {}

    /**
     * The other door, as far as this one leads to it.
     *
     * @param bootstrapServers where a Kafka client connects
     */
    public record Streams(
            StreamPublisher publisher, StreamAccess access, Supplier<String> bootstrapServers) {}

    /**
     * What operators and administrators ask for.
     *
     * @param readiness asked at each request; quick
     * @param notices what every user must be told, such as a scanner in test mode
     */
    public record Operations(
            WorkLedger work,
            FlowLedger flow,
            Signer signer,
            Supplier<List<Dependency>> readiness,
            Supplier<List<String>> notices,
            String version) {}

    private final EventRoutes events;
    private final Javalin server;

    private HttpDoor(
            Ports ports,
            HttpSettings settings,
            Meters meters,
            InstantSource clock,
            ConsoleFiles console) {
        Authentication authentication = ports.authentication();
        var bodies = new RequestBodies(settings.bodies());
        var sessions =
                new Sessions(authentication, OwnSite.of(settings), settings.sessions().life());
        var guard = new Guard(authentication, sessions, ports.operations().notices(), clock);
        var images = new ImageRoutes(ports.images(), clock);
        Predicate<Caller> mayWatch =
                caller -> authentication.isAlive(caller.token(), clock.instant());
        this.events =
                new EventRoutes(
                        ports.images().changes(), clock, images, mayWatch, settings.events());
        this.server =
                Javalin.create(
                        config -> {
                            new Listener(settings, meters).configure(config);
                            guard.watch(config.routes);
                            new Problems(meters).catchAll(config.routes);
                            reads(config.routes, images);
                            writes(config.routes, ports, bodies, settings.bodies(), clock);
                            operations(
                                    config.routes,
                                    new OperationRoutes(ports, bodies, meters, clock),
                                    new FlowRoute(ports.operations().flow(), clock));
                            browsers(
                                    config.routes,
                                    new SessionRoutes(sessions, bodies, clock),
                                    console);
                        });
    }

    /**
     * Starts to listen.
     *
     * @throws IOException when the port is taken or the address is not of this machine; its message
     *     says what to do
     */
    public static HttpDoor start(
            Ports ports, HttpSettings settings, Meters meters, InstantSource clock)
            throws IOException {
        return start(ports, settings, meters, clock, new ConsoleFiles(ConsoleFiles.FOLDER));
    }

    static HttpDoor start(
            Ports ports,
            HttpSettings settings,
            Meters meters,
            InstantSource clock,
            ConsoleFiles console)
            throws IOException {
        var door = new HttpDoor(ports, settings, meters, clock, console);
        try {
            door.server.start();
            LOG.atInfo().addKeyValue("port", door.port()).log("http.listening");
            return door;
        } catch (RuntimeException e) {
            door.close();
            throw new Listener(settings, meters).cannotListen(e).orElseThrow(() -> e);
        }
    }

    public int port() {
        return server.port();
    }

    /** Ends event streams, lets running requests finish within some seconds, closes. */
    @Override
    public void close() {
        events.close();
        server.stop();
    }

    private void reads(RoutesConfig routes, ImageRoutes images) {
        getAndHead(routes, "/v1/images", images::list);
        getAndHead(routes, "/v1/images/{id}", images::record);
        getAndHead(routes, "/v1/images/{id}/content", images::content);
        getAndHead(routes, "/v1/images/{id}/outputs/{program}/{name}", images::output);
        routes.get("/v1/images/{id}/events", events::ofImage);
        routes.get("/v1/events", events::all);
    }

    private static void writes(
            RoutesConfig routes,
            Ports ports,
            RequestBodies bodies,
            HttpSettings.Bodies limits,
            InstantSource clock) {
        var submissions = ports.images().submissions();
        var uploads = new UploadRoutes(submissions, clock, bodies, limits.maxUploads());
        var memory = new BodyMemory(limits.publicationMemory().bytes());
        var streams = new StreamRoutes(ports.streams().publisher(), bodies, memory, limits);
        routes.post("/v1/images", uploads::post);
        routes.post("/v1/stream/images", streams::post);
        routes.post("/v1/sql", new SqlRoutes(ports.sql(), bodies)::post);
    }

    private static void operations(
            RoutesConfig routes, OperationRoutes operations, FlowRoute flow) {
        getAndHead(routes, "/healthz", OperationRoutes::health);
        getAndHead(routes, "/readyz", operations::readiness);
        getAndHead(routes, "/metrics", operations::metrics);
        getAndHead(routes, "/openapi.json", OperationRoutes::openApi);
        getAndHead(routes, "/v1/flow", flow::tell);
        getAndHead(routes, "/v1/status", operations::status);
        getAndHead(routes, "/v1/keys", operations::keys);
        routes.post("/v1/tokens", operations::createToken);
        routes.post("/v1/redrive", operations::redrive);
    }

    private static void browsers(
            RoutesConfig routes, SessionRoutes sessions, ConsoleFiles console) {
        routes.post(SessionRoutes.PATH, sessions::open);
        getAndHead(routes, SessionRoutes.PATH, SessionRoutes::tell);
        routes.delete(SessionRoutes.PATH, sessions::end);
        getAndHead(routes, ConsoleFiles.INDEX, console::index);
        getAndHead(routes, ConsoleFiles.ICON, console::icon);
        getAndHead(routes, ConsoleFiles.ASSETS + "{name}", console::asset);
        getAndHead(routes, ErrorsPage.PATH, ErrorsPage.load()::show);
    }

    /** Javalin would answer HEAD itself, with 200 to anything. */
    private static void getAndHead(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }
}
