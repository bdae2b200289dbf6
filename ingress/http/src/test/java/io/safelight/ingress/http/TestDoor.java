package io.safelight.ingress.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.safelight.domain.identity.Principal;
import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.Role;
import io.safelight.domain.identity.TenantId;
import io.safelight.ports.streams.StreamIds;
import io.safelight.settings.Settings;
import io.safelight.telemetry.Meters;
import io.safelight.testkit.access.InMemoryTokens;
import io.safelight.testkit.ledger.InMemoryLedger;
import io.safelight.testkit.objects.InMemorySealedObjects;
import io.safelight.testkit.receipts.InMemorySigner;
import io.safelight.testkit.streams.InMemoryStreams;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A door on the twins, with a clock to set, three callers, and a client. */
final class TestDoor implements AutoCloseable {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    static final long MAX_RECORD_BYTES = 1 << 20;
    private static final JsonMapper JSON = new JsonMapper();
    private static final int ANSWER_MILLIS = 30_000;

    final InMemoryLedger ledger = new InMemoryLedger(this::now);
    final InMemorySealedObjects objects = new InMemorySealedObjects(this::now);
    final StoredImages images = new StoredImages(ledger, objects);
    final FakeIngest ingest = new FakeIngest(images);
    final InMemoryTokens tokens = new InMemoryTokens();
    final InMemoryStreams streams =
            new InMemoryStreams(new StreamIds(new byte[32]), this::now, MAX_RECORD_BYTES);
    final FakeStreams gate = new FakeStreams(streams);
    final FakeSql sql = new FakeSql();
    final Authentication authentication = new Authentication(tokens, new SecureRandom());
    final String ana = token("acme", "ana", Role.MEMBER);
    final String bob = token("other", "bob", Role.MEMBER);
    final String admin = token("default", "admin", Role.ADMINISTRATOR);

    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpDoor door;
    private volatile Instant now = NOON;

    private TestDoor(HttpSettings settings, String console) throws IOException {
        this.door =
                HttpDoor.start(
                        ports(),
                        settings,
                        Meters.prometheus(),
                        this::now,
                        new ConsoleFiles(console));
    }

    static TestDoor withoutConsole() throws IOException {
        return new TestDoor(settings(), "/io/safelight/nothing");
    }

    /**
     * @param settings each as {@code name=value}
     */
    static TestDoor open(String... settings) throws IOException {
        return new TestDoor(settings(settings), ConsoleFiles.FOLDER);
    }

    static HttpSettings settings(String... settings) {
        var values = new TreeMap<>(Map.of("http.port", "0"));
        for (String setting : settings) {
            values.put(setting.split("=")[0], setting.split("=")[1]);
        }
        var read = Settings.of(values);
        HttpSettings http = HttpSettings.from(read);
        read.check();
        return http;
    }

    HttpDoor.Ports ports() {
        return new HttpDoor.Ports(
                new HttpDoor.Images(
                        ingest,
                        ledger,
                        ledger,
                        objects,
                        image -> "receipt of " + image.id(),
                        Duration.ofDays(7)),
                sql,
                new HttpDoor.Streams(gate, gate, () -> "127.0.0.1:9092"),
                authentication,
                new HttpDoor.Operations(
                        ledger,
                        ledger,
                        new InMemorySigner(),
                        () ->
                                List.of(
                                        new Dependency("ledger", true, ""),
                                        new Dependency("scanner", false, "start clamd")),
                        () -> List.of("TEST MODE"),
                        "test"));
    }

    Instant now() {
        return now;
    }

    void setClock(Instant time) {
        now = time;
    }

    int port() {
        return door.port();
    }

    String token(String tenant, String principal, Role role) {
        return authentication
                .issue(new Principal(new TenantId(tenant), new PrincipalId(principal), role), NOON)
                .token();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofMillis(ANSWER_MILLIS));
    }

    HttpRequest.Builder post(String path, byte[] body) {
        return request(path).POST(BodyPublishers.ofByteArray(body));
    }

    HttpRequest.Builder post(String path, String body) {
        return post(path, body.getBytes(UTF_8));
    }

    HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> send(HttpRequest.Builder request, String token)
            throws IOException, InterruptedException {
        return send(request.header("Authorization", "Bearer " + token));
    }

    HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return send(request(path), token);
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    static String code(HttpResponse<String> response) throws IOException {
        return json(response).path("code").asText();
    }

    /**
     * @param token empty for none
     */
    EventReader events(String path, String token, Map<String, String> headers)
            throws IOException, InterruptedException {
        var request = request(path);
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        headers.forEach(request::header);
        return new EventReader(client.send(request.build(), BodyHandlers.ofInputStream()).body());
    }

    /** A connection that speaks HTTP only as far as the test does. */
    Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port());
        socket.setSoTimeout(ANSWER_MILLIS);
        return socket;
    }

    /** Sends these bytes, and returns all that comes until the door closes the connection. */
    String raw(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @Override
    public void close() {
        door.close();
        client.close();
    }
}
