package io.safelight.ingress.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.ledger.ChangeFeed;
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
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.MinimumDataRateHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP API, version 1. Every route but health wants a token; every answer that is no success is
 * a {@link Problem}.
 */
public final class HttpDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpDoor.class);
    private static final Set<String> OPEN = Set.of("/healthz", "/readyz");
    private static final int MAX_HEADER_BYTES = 24 << 10;

    /**
     * What the door works with.
     *
     * @param readiness asked at each request; quick
     * @param notices what every user must be told, such as a scanner in test mode
     * @param bootstrapServers where a Kafka client connects
     */
    public record Ports(
            Submissions submissions,
            ImageLedger ledger,
            WorkLedger work,
            ChangeFeed changes,
            SealedObjects objects,
            SqlEngine sql,
            StreamPublisher publisher,
            StreamAccess streamAccess,
            Authentication authentication,
            Signer signer,
            Supplier<List<Dependency>> readiness,
            Supplier<List<String>> notices,
            Supplier<String> bootstrapServers,
            String version) {}

    private final Ports ports;
    private final HttpSettings settings;
    private final EventRoutes events;
    private final Javalin server;

    private HttpDoor(
            Ports ports,
            HttpSettings settings,
            Duration retention,
            Meters meters,
            InstantSource clock) {
        this.ports = ports;
        this.settings = settings;
        var images = new ImageRoutes(ports.ledger(), ports.objects(), clock, retention);
        this.events = new EventRoutes(ports.changes(), clock, images, settings.maxWatchers());
        var uploads = new UploadRoutes(ports.submissions(), clock, settings.maxUploads());
        var operations = new OperationRoutes(ports, meters, clock);
        this.server =
                Javalin.create(
                        config -> {
                            harden(config);
                            guard(config.routes);
                            problems(config.routes);
                            routes(config.routes, images, uploads);
                            operations(config.routes, operations);
                        });
    }

    /**
     * Starts to listen.
     *
     * @param retention see {@link ImageRoutes}
     * @throws IOException when the port is taken or the address is not of this machine; its message
     *     says what to do
     */
    public static HttpDoor start(
            Ports ports,
            HttpSettings settings,
            Duration retention,
            Meters meters,
            InstantSource clock)
            throws IOException {
        var door = new HttpDoor(ports, settings, retention, meters, clock);
        try {
            door.server.start();
            LOG.atInfo().addKeyValue("port", door.port()).log("http.listening");
            return door;
        } catch (RuntimeException e) {
            door.close();
            throw new IOException(
                    "Cannot listen on %s:%d. Another program may use the port: choose another with --port, or 0 for any."
                            .formatted(settings.host(), settings.port()),
                    e);
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

    private void routes(RoutesConfig routes, ImageRoutes images, UploadRoutes uploads) {
        routes.post("/v1/images", uploads::post);
        getAndHead(routes, "/v1/images", images::list);
        getAndHead(routes, "/v1/images/{id}", images::record);
        getAndHead(routes, "/v1/images/{id}/content", images::content);
        getAndHead(routes, "/v1/images/{id}/outputs/{program}/{name}", images::output);
        routes.get("/v1/images/{id}/events", events::ofImage);
        routes.get("/v1/events", events::all);
        routes.post(
                "/v1/stream/images",
                new StreamRoutes(ports.publisher(), settings.maxPublications())::post);
        routes.post("/v1/sql", new SqlRoutes(ports.sql())::post);
    }

    /** Javalin would answer HEAD itself, with 200 to anything. */
    private static void getAndHead(RoutesConfig routes, String path, Handler handler) {
        routes.get(path, handler);
        routes.head(path, handler);
    }

    private static void operations(RoutesConfig routes, OperationRoutes operations) {
        getAndHead(routes, "/healthz", OperationRoutes::health);
        getAndHead(routes, "/readyz", operations::readiness);
        getAndHead(routes, "/metrics", operations::metrics);
        getAndHead(routes, "/openapi.json", OperationRoutes::openApi);
        getAndHead(routes, "/v1/status", operations::status);
        getAndHead(routes, "/v1/keys", operations::keys);
        routes.post("/v1/tokens", operations::createToken);
        routes.post("/v1/redrive", operations::redrive);
    }

    private void guard(RoutesConfig routes) {
        routes.before(
                ctx -> {
                    ctx.header("X-Content-Type-Options", "nosniff");
                    if (!OPEN.contains(ctx.path())) {
                        ports.authentication().require(ctx);
                        ports.notices()
                                .get()
                                .forEach(notice -> ctx.header("Safelight-Notice", notice));
                    }
                });
    }

    private void problems(RoutesConfig routes) {
        routes.exception(Problem.class, (problem, ctx) -> problem.write(ctx));
        routes.exception(PortException.class, HttpDoor::portFailed);
        routes.exception(UncheckedIOException.class, HttpDoor::cut);
        routes.exception(IOException.class, HttpDoor::cut);
        routes.exception(HttpResponseException.class, (e, ctx) -> unroutable(e).write(ctx));
        routes.exception(
                Exception.class,
                (e, ctx) -> {
                    LOG.atError()
                            .addKeyValue("path", ctx.endpoint().path)
                            .setCause(e)
                            .log("http.bug");
                    answer(
                            ctx,
                            Problem.of(
                                    500,
                                    "internal",
                                    "Something went wrong here; it has been noted."));
                });
    }

    private static Problem unroutable(HttpResponseException e) {
        return switch (e.getStatus()) {
            case 404 -> Problem.of(404, "not-found", "There is no such route.");
            case 405 -> Problem.of(405, "method-not-allowed", "This route has other methods.");
            default ->
                    Problem.of(
                            e.getStatus(),
                            "http-" + e.getStatus(),
                            "The request cannot be served.");
        };
    }

    private static void portFailed(PortException e, Context ctx) {
        LOG.atWarn()
                .addKeyValue("port", e.port())
                .addKeyValue("kind", e.kind())
                .setCause(e)
                .log("http.port-failed");
        answer(
                ctx,
                e.kind() == Kind.MISSING
                        ? Problem.gone()
                        : Problem.busy(
                                "unavailable",
                                "A part of the platform does not answer now; try again."));
    }

    /** The other side went away or was too slow. */
    private static void cut(Exception e, Context ctx) {
        LOG.atDebug().setCause(e).log("http.cut");
        answer(ctx, Problem.of(400, "body-cut", "The body ended early or came too slowly."));
    }

    /** Once bytes are on their way only cutting the connection tells that something is wrong. */
    private static void answer(Context ctx, Problem problem) {
        if (ctx.res().isCommitted()) {
            LOG.atWarn().addKeyValue("path", ctx.endpoint().path).log("http.answer-cut");
            ServletContextRequest.getServletContextRequest(ctx.req())
                    .getConnectionMetaData()
                    .getConnection()
                    .getEndPoint()
                    .close();
            return;
        }
        ctx.res().reset();
        problem.write(ctx);
    }

    private void harden(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.addConnector(this::connector);
        config.jetty.modifyServer(
                jetty ->
                        jetty.insertHandler(
                                new MinimumDataRateHandler(
                                        settings.minBytesPerSecond().bytes(), 0)));
    }

    private ServerConnector connector(Server server, HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setIdleTimeout(settings.idleTimeout().toMillis());
        var connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(settings.idleTimeout().toMillis());
        server.addBean(new NetworkConnectionLimit(settings.maxConnections(), connector));
        return connector;
    }
}
