package io.safelight.ingress.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.safelight.domain.identity.Principal;
import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.Role;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.State;
import io.safelight.ports.PortException;
import io.safelight.ports.ledger.WorkSummary;
import io.safelight.telemetry.Meters;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Health, status, tokens, redrive: what operators and administrators ask for. */
final class OperationRoutes {
    private static final int MAX_REDRIVEN = 1000;

    private final HttpDoor.Operations ports;
    private final HttpDoor.Streams streams;
    private final Authentication authentication;
    private final RequestBodies bodies;
    private final Meters meters;
    private final InstantSource clock;
    private final Instant startedAt;

    OperationRoutes(
            HttpDoor.Ports ports, RequestBodies bodies, Meters meters, InstantSource clock) {
        this.ports = ports.operations();
        this.streams = ports.streams();
        this.authentication = ports.authentication();
        this.bodies = bodies;
        this.meters = meters;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** The process answers; nothing else is asked. */
    static void health(Context ctx) {
        Json.write(ctx, Json.object().put("status", "alive"));
    }

    void readiness(Context ctx) {
        List<Dependency> dependencies = ports.readiness().get();
        boolean ready = dependencies.stream().allMatch(Dependency::ready);
        ObjectNode answer = Json.object().put("status", ready ? "ready" : "not ready");
        ObjectNode named = answer.putObject("dependencies");
        dependencies.forEach(d -> named.put(d.name(), d.ready() ? "ready" : "not ready"));
        ctx.status(ready ? 200 : 503);
        Json.write(ctx, answer);
    }

    void metrics(Context ctx) {
        Caller.requireAdministrator(ctx);
        ctx.result(meters.scrape()).contentType("text/plain; version=0.0.4; charset=utf-8");
    }

    static void openApi(Context ctx) throws IOException {
        try (InputStream in = OperationRoutes.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is not in the jar");
            }
            ctx.result(in.readAllBytes()).contentType("application/json");
        }
    }

    void status(Context ctx) {
        Caller.requireAdministrator(ctx);
        WorkSummary summary = ports.work().summary(clock.instant());
        ObjectNode answer =
                Json.object()
                        .put("version", ports.version())
                        .put("startedAt", startedAt.toString())
                        .put(
                                "uptimeSeconds",
                                Duration.between(startedAt, clock.instant()).toSeconds());
        ArrayNode notices = answer.putArray("notices");
        ports.notices().get().forEach(notices::add);
        ObjectNode states = answer.putObject("images");
        for (State state : State.values()) {
            states.put(state.label(), summary.in(state));
        }
        answer.put("oldestWaiting", summary.oldestWaiting().map(Instant::toString).orElse(null));
        answer.put("notYetInLake", summary.uncatalogued());
        ObjectNode dependencies = answer.putObject("dependencies");
        for (Dependency d : ports.readiness().get()) {
            dependencies.putObject(d.name()).put("ready", d.ready()).put("detail", d.detail());
        }
        Json.write(ctx, answer);
    }

    /** The keys that verify receipts, as a JWK set (RFC 7517, RFC 8037). */
    void keys(Context ctx) {
        ObjectNode answer = Json.object();
        answer.putArray("keys")
                .addObject()
                .put("kty", "OKP")
                .put("crv", "Ed25519")
                .put("use", "sig")
                .put("alg", "EdDSA")
                .put("kid", ports.signer().keyId())
                .put(
                        "x",
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(ports.signer().publicKey()));
        Json.write(ctx, answer);
    }

    void createToken(Context ctx) throws IOException {
        Caller.requireAdministrator(ctx);
        JsonNode request = bodies.json(ctx);
        Json.requireOnly(request, Set.of("tenant", "principal", "administrator"));
        Principal principal = newPrincipal(request);
        Authentication.Issued issued = authentication.draw();
        ObjectNode answer =
                Json.object()
                        .put("tenant", principal.tenant().value())
                        .put("principal", principal.id().value())
                        .put("token", issued.token());
        answer.set("kafka", grantStream(principal, issued));
        authentication.register(issued, principal, clock.instant());
        ctx.status(201);
        Json.write(ctx, answer);
    }

    /** Never more than was asked for: a misspelt request must not run everything again. */
    void redrive(Context ctx) throws IOException {
        Caller.requireAdministrator(ctx);
        JsonNode request = bodies.json(ctx);
        Json.requireOnly(request, Set.of("tenant", "images", "all"));
        boolean all = flag(request, "all");
        List<ImageId> named = images(request.path("images"));
        if (all != named.isEmpty()) {
            throw Problem.malformed("Name the images, or say \"all\": true, not both.");
        }
        Optional<TenantId> tenant =
                request.has("tenant")
                        ? Optional.of(tenant(Json.text(request, "tenant")))
                        : Optional.empty();
        int count = ports.work().redrive(tenant, named, clock.instant());
        Json.write(ctx, Json.object().put("redriven", count));
    }

    private static boolean flag(JsonNode request, String name) {
        JsonNode value = request.path(name);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw Problem.malformed("\"" + name + "\" is true or false.");
        }
        return value.booleanValue();
    }

    /**
     * Before the token is one: a token is good for both doors, or it is none. What is left of a
     * grant that was cut short is a Kafka user whose password nobody was told.
     */
    private ObjectNode grantStream(Principal principal, Authentication.Issued issued) {
        try {
            streams.access().grant(principal.tenant(), issued.id(), issued.token());
            return Json.object()
                    .put("bootstrapServers", streams.bootstrapServers().get())
                    .put("securityProtocol", "SASL_PLAINTEXT")
                    .put("saslMechanism", "SCRAM-SHA-512")
                    .put("username", issued.id())
                    .put("topic", "images.inbound." + principal.tenant())
                    .put(
                            "signingKey",
                            streams.access().signingKey(principal.tenant(), principal.id()));
        } catch (PortException e) {
            if (e.kind() == PortException.Kind.REFUSED) {
                throw e;
            }
            throw Problem.busy(
                    ProblemCode.STREAM_UNAVAILABLE,
                    "The stream cannot be reached now, or is still starting; no token was made.");
        }
    }

    static Principal newPrincipal(JsonNode request) {
        try {
            Role role = flag(request, "administrator") ? Role.ADMINISTRATOR : Role.MEMBER;
            return new Principal(
                    new TenantId(Json.text(request, "tenant")),
                    new PrincipalId(Json.text(request, "principal")),
                    role);
        } catch (IllegalArgumentException e) {
            throw Problem.malformed("It does not fit: " + e.getMessage() + ".");
        }
    }

    private static TenantId tenant(String text) {
        try {
            return new TenantId(text);
        } catch (IllegalArgumentException e) {
            throw Problem.malformed("It does not fit: " + e.getMessage() + ".");
        }
    }

    static List<ImageId> images(JsonNode ids) {
        if (!ids.isMissingNode() && !ids.isArray()) {
            throw Problem.malformed("\"images\" is a list of image ids.");
        }
        if (ids.size() > MAX_REDRIVEN) {
            throw Problem.malformed(
                    "At most " + MAX_REDRIVEN + " images are redriven by id at once.");
        }
        var images = new ArrayList<ImageId>();
        try {
            ids.forEach(id -> images.add(ImageId.parse(id.asText())));
        } catch (IllegalArgumentException e) {
            throw Problem.malformed("\"images\" is a list of image ids.");
        }
        return images;
    }
}
