package io.safelight.ingress.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.safelight.domain.expiry.Retention;
import io.safelight.domain.identity.Principal;
import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.Role;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.Cause;
import io.safelight.domain.image.Content;
import io.safelight.domain.image.Description;
import io.safelight.domain.image.ImageFormat;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Sha256;
import io.safelight.domain.image.Zone;
import io.safelight.domain.program.Output;
import io.safelight.domain.program.ProgramName;
import io.safelight.domain.scan.Scan;
import io.safelight.domain.scan.ScanEngine;
import io.safelight.domain.scan.Verdict;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.NewImage;
import io.safelight.domain.work.NodeId;
import io.safelight.domain.work.Outcome;
import io.safelight.ports.ledger.Admission;
import io.safelight.ports.objects.Placement;
import io.safelight.ports.query.SqlAnswer;
import io.safelight.ports.query.SqlEngine;
import io.safelight.ports.query.SqlQuestion;
import io.safelight.ports.streams.StreamIds;
import io.safelight.ports.submissions.Submission;
import io.safelight.ports.submissions.SubmissionAnswer;
import io.safelight.ports.submissions.Submissions;
import io.safelight.settings.ByteSize;
import io.safelight.telemetry.Meters;
import io.safelight.testkit.access.InMemoryTokens;
import io.safelight.testkit.ledger.InMemoryLedger;
import io.safelight.testkit.ledger.LedgerSamples;
import io.safelight.testkit.objects.InMemorySealedObjects;
import io.safelight.testkit.receipts.InMemorySigner;
import io.safelight.testkit.streams.InMemoryStreams;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HttpDoorTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final byte[] BYTES =
            "not really an image, but the door does not care".getBytes(UTF_8);
    private static final JsonMapper JSON = new JsonMapper();

    private Instant now = NOW;
    private final InMemoryLedger ledger = new InMemoryLedger(() -> now);
    private final InMemorySealedObjects objects = new InMemorySealedObjects(() -> now);
    private final InMemoryStreams streams =
            new InMemoryStreams(new StreamIds(new byte[32]), () -> now, 1 << 20);
    private final Authentication authentication =
            new Authentication(new InMemoryTokens(), new SecureRandom());
    private final FakeIngest ingest = new FakeIngest();
    private final HttpClient client = HttpClient.newHttpClient();
    private final String ana = token("acme", "ana", Role.MEMBER);
    private final String bob = token("other", "bob", Role.MEMBER);
    private final String admin = token("default", "admin", Role.ADMINISTRATOR);
    private HttpDoor door;

    @BeforeEach
    void start() throws IOException {
        var settings =
                new HttpSettings(
                        "127.0.0.1", 0, 8, 2, 100, 2, Duration.ofSeconds(10), new ByteSize(1024));
        var ports =
                new HttpDoor.Ports(
                        ingest,
                        ledger,
                        ledger,
                        ledger,
                        objects,
                        new FakeSql(),
                        streams,
                        streams,
                        authentication,
                        new InMemorySigner(),
                        () ->
                                List.of(
                                        new Dependency("ledger", true, ""),
                                        new Dependency("scanner", false, "start clamd")),
                        () -> List.of("TEST MODE"),
                        () -> "127.0.0.1:9092",
                        "test");
        door = HttpDoor.start(ports, settings, Duration.ofDays(7), Meters.prometheus(), () -> now);
    }

    @AfterEach
    void stop() {
        door.close();
        client.close();
    }

    @Test
    void nothingButHealthAnswersWithoutAToken() throws Exception {
        for (String path : paths()) {
            boolean open = path.equals("/healthz") || path.equals("/readyz");
            int status = send(request(path.replaceAll("\\{[^}]*}", "x")).GET()).statusCode();
            assertThat(status).as(path).satisfies(s -> assertThat(s == 401).isEqualTo(!open));
        }
        assertThat(
                        send(request("/v1/images").GET(), "sl_0123456789abcdef_" + "0".repeat(64))
                                .statusCode())
                .isEqualTo(401);
    }

    @Test
    void everyRouteIsDescribedAndEveryDescriptionIsARoute() throws Exception {
        for (String path : paths()) {
            for (String method : List.of("get", "post")) {
                boolean described = openApi().path("paths").path(path).has(method);
                String concrete = path.replaceAll("\\{[^}]*}", "x");
                var request =
                        request(concrete)
                                .method(method.toUpperCase(Locale.ROOT), BodyPublishers.noBody());
                if (!path.endsWith("events")) {
                    String body = send(request, admin).body();
                    assertThat(
                                    body.contains("There is no such route")
                                            || body.contains("other methods"))
                            .as(method + " " + path)
                            .isEqualTo(!described);
                }
            }
        }
    }

    @Test
    void anUploadBecomesASubmissionOfItsCaller() throws Exception {
        var response =
                send(
                        request("/v1/images")
                                .header(
                                        "Content-Disposition",
                                        "attachment; filename*=UTF-8''caf%C3%A9.jpg")
                                .header("Safelight-Attributes", "{\"a\":1}")
                                .header("Idempotency-Key", "k1")
                                .header("Repr-Digest", "sha-256=:" + "A".repeat(43) + "=:")
                                .POST(BodyPublishers.ofByteArray(BYTES)),
                        ana);

        assertThat(response.statusCode()).isEqualTo(201);
        JsonNode body = JSON.readTree(response.body());
        assertThat(response.headers().firstValue("Location"))
                .contains("/v1/images/" + body.path("id").asText());
        assertThat(body.path("receipt").asText()).isEqualTo("receipt");
        assertThat(response.headers().firstValue("Safelight-Notice")).contains("TEST MODE");
        Submission submission = ingest.seen.getFirst();
        assertThat(submission.origin().tenant().value()).isEqualTo("acme");
        assertThat(submission.claims())
                .isEqualTo(
                        new Submission.Claims(
                                Optional.of("café.jpg"),
                                Optional.of("{\"a\":1}"),
                                Optional.of("0".repeat(64)),
                                Optional.of("k1")));
        assertThat(ingest.bodies.getFirst()).isEqualTo(BYTES);
    }

    @Test
    void theOneFileOfAFormIsTheImage() throws Exception {
        String form =
                "--b\r\n"
                    + "Content-Disposition: form-data; name=\"attributes\"\r\n\r\n"
                    + "{\"p\":\"x\"}\r\n"
                    + "--b\r\n"
                    + "Content-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\n\r\n"
                    + "image bytes\r\n";

        var one = send(form(form + "--b--\r\n"), ana);
        var two =
                send(
                        form(
                                form
                                        + "--b\r\n"
                                        + "Content-Disposition: form-data; name=\"f\";"
                                        + " filename=\"b\"\r\n\r\n"
                                        + "x\r\n"
                                        + "--b--\r\n"),
                        ana);
        var cut = send(form(form), ana);

        assertThat(one.statusCode()).isEqualTo(201);
        assertThat(ingest.bodies).containsExactly("image bytes".getBytes(UTF_8));
        assertThat(ingest.seen.getFirst().claims().filename()).contains("a.jpg");
        assertThat(ingest.seen.getFirst().claims().attributes()).contains("{\"p\":\"x\"}");
        assertThat(two.statusCode()).isEqualTo(400);
        assertThat(cut.statusCode()).isEqualTo(400);
    }

    @Test
    void refusalsAreProblemsWithTheirStatus() throws Exception {
        var statuses = new ArrayList<Integer>();
        for (SubmissionAnswer.Refusal refusal : SubmissionAnswer.Refusal.values()) {
            ingest.refusal = Optional.of(refusal);
            var response = send(request("/v1/images").POST(BodyPublishers.ofByteArray(BYTES)), ana);
            statuses.add(response.statusCode());
            assertThat(response.headers().firstValue("Content-Type"))
                    .contains("application/problem+json");
            assertThat(JSON.readTree(response.body()).path("code").asText()).isEqualTo("because");
        }

        assertThat(statuses).containsExactly(400, 409, 410, 413, 415, 422, 503);
    }

    @Test
    void nobodySeesImagesOfAnotherTenant() throws Exception {
        ImageRecord image = completed(1);

        for (String path : List.of("", "/content", "/outputs/renditions/thumb.webp", "/events")) {
            assertThat(send(request("/v1/images/" + image.id() + path).GET(), bob).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        assertThat(send(request("/v1/images").GET(), bob).body())
                .doesNotContain(image.id().toString());
        assertThat(send(request("/v1/images/" + image.id()).GET(), admin).statusCode())
                .isEqualTo(200);
    }

    @Test
    void contentComesWholeOrInRangesOnceItIsClean() throws Exception {
        ImageRecord image = completed(1);
        String path = "/v1/images/" + image.id() + "/content";

        var whole = send(request(path).GET(), ana);
        String etag = whole.headers().firstValue("ETag").orElseThrow();
        var range = send(request(path).header("Range", "bytes=4-9").GET(), ana);
        var tail = send(request(path).header("Range", "bytes=-4").GET(), ana);
        var beyond = send(request(path).header("Range", "bytes=1000-").GET(), ana);
        var known = send(request(path).header("If-None-Match", etag).GET(), ana);

        assertThat(whole.body()).isEqualTo(new String(BYTES, UTF_8));
        assertThat(whole.headers().firstValue("Cache-Control")).contains("private, no-store");
        assertThat(range.statusCode()).isEqualTo(206);
        assertThat(range.body()).isEqualTo(new String(BYTES, UTF_8).substring(4, 10));
        assertThat(range.headers().firstValue("Content-Range"))
                .contains("bytes 4-9/" + BYTES.length);
        assertThat(tail.body()).isEqualTo("care");
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(known.statusCode()).isEqualTo(304);
        assertThat(
                        send(
                                        request(
                                                        "/v1/images/"
                                                                + image.id()
                                                                + "/outputs/renditions/thumb.webp")
                                                .GET(),
                                        ana)
                                .body())
                .isEqualTo("thumb");
    }

    @Test
    void nothingIsServedBeforeACleanVerdict() throws Exception {
        ImageRecord image = admitted(2);

        var response = send(request("/v1/images/" + image.id() + "/content").GET(), ana);

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(response.body()).contains("not-ready");
    }

    @Test
    void fromTheSecondItIsDueAnImageIsGoneFromEveryRoute() throws Exception {
        ImageRecord image = completed(1);

        now = image.lifetime().expiresAt();

        for (String path : List.of("", "/content", "/outputs/renditions/thumb.webp", "/events")) {
            assertThat(send(request("/v1/images/" + image.id() + path).GET(), ana).statusCode())
                    .as(path)
                    .isEqualTo(410);
        }
        assertThat(send(request("/v1/images").GET(), ana).body())
                .doesNotContain(image.id().toString());
        ImageId never = ImageId.of(NOW.minus(Duration.ofDays(8)), new byte[ImageId.ENTROPY_BYTES]);
        assertThat(send(request("/v1/images/" + never).GET(), ana).statusCode()).isEqualTo(410);
    }

    @Test
    void eventsTellEveryChangeAndResumeWhereTheyWereCut() throws Exception {
        ImageRecord image = completed(1);

        List<String> events = events("/v1/images/" + image.id() + "/events", 3, Optional.empty());
        List<String> rest =
                events("/v1/images/" + image.id() + "/events", 1, Optional.of(idOf(events.get(1))));

        assertThat(events.get(0)).contains("received");
        assertThat(events.getLast()).contains("completed");
        assertThat(rest).containsExactly(events.getLast());
    }

    @Test
    void listsComeInPages() throws Exception {
        for (int i = 1; i <= 5; i++) {
            admitted(i);
        }

        JsonNode first = JSON.readTree(send(request("/v1/images?limit=3").GET(), ana).body());
        JsonNode second =
                JSON.readTree(
                        send(
                                        request(
                                                        "/v1/images?limit=3&cursor="
                                                                + first.path("cursor").asText())
                                                .GET(),
                                        ana)
                                .body());

        assertThat(first.path("images")).hasSize(3);
        assertThat(second.path("images")).hasSize(2);
        assertThat(second.path("cursor").isNull()).isTrue();
        assertThat(send(request("/v1/images?limit=0").GET(), ana).statusCode()).isEqualTo(400);
        assertThat(send(request("/v1/images?state=odd").GET(), ana).statusCode()).isEqualTo(400);
    }

    @Test
    void aTokenThatWasMadeOpensBothDoors() throws Exception {
        var request = json("/v1/tokens", "{\"tenant\":\"new\",\"principal\":\"eve\"}");

        var refused = send(request, ana);
        JsonNode made =
                JSON.readTree(
                        send(
                                        json(
                                                "/v1/tokens",
                                                "{\"tenant\":\"new\",\"principal\":\"eve\"}"),
                                        admin)
                                .body());

        assertThat(refused.statusCode()).isEqualTo(403);
        String token = made.path("token").asText();
        assertThat(send(request("/v1/images").GET(), token).statusCode()).isEqualTo(200);
        assertThat(
                        streams.permits(
                                made.path("kafka").path("username").asText(),
                                token,
                                new TenantId("new")))
                .isTrue();
        assertThat(
                        send(
                                        json(
                                                "/v1/tokens",
                                                "{\"tenant\":\"No!\",\"principal\":\"eve\"}"),
                                        admin)
                                .statusCode())
                .isEqualTo(400);
    }

    @Test
    void publishingAnswersWithTheIdThatTheImageWillHave() throws Exception {
        var response =
                send(request("/v1/stream/images").POST(BodyPublishers.ofByteArray(BYTES)), ana);
        var large =
                send(
                        request("/v1/stream/images")
                                .POST(BodyPublishers.ofByteArray(new byte[(1 << 20) + 1])),
                        ana);

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(JSON.readTree(response.body()).path("topic").asText())
                .isEqualTo("images.inbound.acme");
        assertThat(streams.stored(new TenantId("acme"))).hasSize(1);
        assertThat(large.statusCode()).isEqualTo(413);
    }

    @Test
    void sqlAnswersInTheFormThatIsAskedFor() throws Exception {
        var csv = send(json("/v1/sql", "{\"sql\":\"SELECT 1\"}").header("Accept", "text/csv"), ana);
        var bad = send(json("/v1/sql", "{\"sql\":\"DROP\"}"), ana);
        var odd =
                send(json("/v1/sql", "{\"sql\":\"SELECT 1\"}").header("Accept", "image/png"), ana);
        var none = send(json("/v1/sql", "{}"), ana);

        assertThat(csv.body()).isEqualTo("CSV of acme");
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(bad.body()).contains("sql-not-a-select");
        assertThat(odd.statusCode()).isEqualTo(406);
        assertThat(none.statusCode()).isEqualTo(400);
    }

    @Test
    void headSaysWhatGetWouldSay() throws Exception {
        ImageRecord image = completed(1);

        for (String path : List.of("", "/content", "/outputs/renditions/thumb.webp")) {
            var own = send(request("/v1/images/" + image.id() + path).HEAD(), ana);
            assertThat(own.statusCode()).as(path).isEqualTo(200);
            assertThat(own.body()).isEmpty();
            assertThat(send(request("/v1/images/" + image.id() + path).HEAD(), bob).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
        var content = send(request("/v1/images/" + image.id() + "/content").HEAD(), ana);
        assertThat(content.headers().firstValue("Content-Length"))
                .contains(Integer.toString(BYTES.length));
    }

    @Test
    void aRedriveTakesWhatIsNamedAndNothingElse() throws Exception {
        for (String odd :
                List.of(
                        "{}",
                        "{\"images\":[]}",
                        "{\"images\":\"x\"}",
                        "{\"imagess\":[\"x\"]}",
                        "{\"all\":\"true\"}")) {
            assertThat(send(json("/v1/redrive", odd), admin).statusCode()).as(odd).isEqualTo(400);
        }
        assertThat(send(json("/v1/redrive", "{\"all\":true}"), ana).statusCode()).isEqualTo(403);
        assertThat(send(json("/v1/redrive", "{\"all\":true}"), admin).body())
                .contains("\"redriven\":0");
    }

    @Test
    void administratorsAreMadeOnlyOnPurpose() throws Exception {
        String odd = "{\"tenant\":\"new\",\"principal\":\"eve\",\"administrator\":\"true\"}";

        assertThat(send(json("/v1/tokens", odd), admin).statusCode()).isEqualTo(400);
    }

    @Test
    void bodiesAreTakenOnlyAsTheyAre() throws Exception {
        var packed =
                request("/v1/images")
                        .header("Content-Encoding", "gzip")
                        .POST(BodyPublishers.ofByteArray(BYTES));
        String nul =
                "--b\r\n"
                    + "Content-Disposition: form-data; name=\"file\"; filename=\"a\0b.jpg\"\r\n\r\n"
                    + "x\r\n"
                    + "--b--\r\n";

        assertThat(send(packed, ana).statusCode()).isEqualTo(415);
        assertThat(send(form(nul), ana).statusCode()).isEqualTo(400);
    }

    @Test
    void anAnswerThatIsCutDoesNotLookComplete() {
        assertThatThrownBy(
                        () ->
                                send(
                                        json("/v1/sql", "{\"sql\":\"CUT\"}")
                                                .header("Accept", "text/csv"),
                                        ana))
                .isInstanceOf(IOException.class);
    }

    @Test
    void anEventIdIsNotNegative() throws Exception {
        for (String odd : List.of("-1", "9223372036854775808", "x")) {
            assertThat(
                            send(request("/v1/events").header("Last-Event-ID", odd).GET(), ana)
                                    .statusCode())
                    .as(odd)
                    .isEqualTo(400);
        }
    }

    @Test
    void readinessNamesWhatIsMissing() throws Exception {
        var response = send(request("/readyz").GET());

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("\"scanner\":\"not ready\"").doesNotContain("clamd");
        assertThat(send(request("/v1/status").GET(), admin).body())
                .contains("start clamd", "TEST MODE");
        assertThat(send(request("/metrics").GET(), ana).statusCode()).isEqualTo(403);
    }

    @Test
    void aSlowBodyIsCutOff() throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
            socket.getOutputStream()
                    .write(
                            ("POST /v1/images HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                                            + ana
                                            + "\r\nContent-Length: 1000000\r\n\r\nx")
                                    .getBytes(UTF_8));
            socket.setSoTimeout(30_000);

            String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 4");
        }
        assertThat(ingest.bodies).isEmpty();
    }

    private String token(String tenant, String principal, Role role) {
        return authentication
                .issue(new Principal(new TenantId(tenant), new PrincipalId(principal), role), NOW)
                .token();
    }

    private static JsonNode openApi() throws IOException {
        try (InputStream in = HttpDoor.class.getResourceAsStream("openapi.json")) {
            return JSON.readTree(in);
        }
    }

    private static Set<String> paths() throws IOException {
        var paths = new TreeSet<String>();
        openApi().path("paths").fieldNames().forEachRemaining(paths::add);
        return paths;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    private HttpRequest.Builder json(String path, String body) {
        return request(path).POST(BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder form(String body) {
        return request("/v1/images")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(body));
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String token)
            throws IOException, InterruptedException {
        return send(request.header("Authorization", "Bearer " + token));
    }

    private List<String> events(String path, int count, Optional<String> after)
            throws IOException, InterruptedException {
        var request = request(path).header("Authorization", "Bearer " + ana).GET();
        after.ifPresent(id -> request.header("Last-Event-ID", id));
        var response = client.send(request.build(), BodyHandlers.ofInputStream());
        var events = new ArrayList<String>();
        var event = new StringBuilder();
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
            while (events.size() < count) {
                String line = lines.readLine();
                if (line.isEmpty() && event.indexOf("data:") >= 0) {
                    events.add(event.toString());
                }
                event.append(line.startsWith("id:") || line.startsWith("data:") ? line + "\n" : "");
                event.setLength(line.isEmpty() ? 0 : event.length());
            }
        }
        return events;
    }

    private static String idOf(String event) {
        return event.lines()
                .filter(line -> line.startsWith("id:"))
                .findFirst()
                .orElseThrow()
                .substring(3)
                .strip();
    }

    private ImageRecord admitted(int number) throws IOException {
        var sample = LedgerSamples.image(LedgerSamples.ACME, number, NOW);
        var lifetime = new Retention(Duration.ofDays(7), Duration.ofHours(1)).from(NOW);
        var placement = new Placement(Zone.RAW, lifetime.bucket(), LedgerSamples.ACME, sample.id());
        var image =
                new NewImage(
                        sample.id(),
                        sample.origin(),
                        Description.NONE,
                        new Content(ImageFormat.JPEG, BYTES.length, new Sha256("a".repeat(64))),
                        lifetime,
                        write(placement, BYTES),
                        Optional.empty(),
                        "nonce");
        return ((Admission.Admitted) ledger.admit(List.of(image)).getFirst()).image();
    }

    private ImageRecord completed(int number) throws IOException {
        ImageRecord image = admitted(number);
        var claim =
                ledger.claim(new NodeId("n"), 1, true, now, Duration.ofMinutes(1))
                        .getFirst()
                        .claim();
        var outcome = (Outcome.Completed) LedgerSamples.completed(number);
        var placement =
                new Placement(
                        Zone.PROCESSED,
                        image.lifetime().bucket(),
                        image.origin().tenant(),
                        image.id());
        var thumb =
                new Output(
                        new ProgramName("renditions"),
                        "thumb.webp",
                        "image/webp",
                        5,
                        new Sha256("b".repeat(64)),
                        write(placement, "thumb".getBytes(UTF_8)));
        var scan = new Scan(new Verdict.Clean(), new ScanEngine("e", "1", Optional.empty()), now);
        ledger.finish(
                claim,
                new Outcome.Completed(scan, outcome.probe(), outcome.runs(), List.of(thumb)),
                now);
        return ledger.find(image.id()).orElseThrow();
    }

    private ObjectRef write(Placement placement, byte[] bytes) throws IOException {
        try (var writer = objects.create(placement)) {
            writer.stream().write(bytes);
            return writer.publish();
        }
    }

    /** Accepts everything, or refuses everything. */
    private final class FakeIngest implements Submissions {
        final List<Submission> seen = new ArrayList<>();
        final List<byte[]> bodies = new ArrayList<>();
        Optional<SubmissionAnswer.Refusal> refusal = Optional.empty();

        @Override
        public SubmissionAnswer submit(Submission submission, InputStream body) throws IOException {
            if (refusal.isPresent()) {
                return new SubmissionAnswer.Refused(
                        refusal.get(), new Cause("because", "Because."));
            }
            byte[] bytes = body.readAllBytes();
            bodies.add(bytes);
            seen.add(submission);
            return new SubmissionAnswer.Accepted(admitted(seen.size()), "receipt", false);
        }
    }

    private static final class FakeSql implements SqlEngine {
        @Override
        public SqlAnswer query(SqlQuestion question) {
            if (question.sql().equals("CUT")) {
                var begun = new ByteArrayInputStream(new byte[200_000]);
                return new SqlAnswer.Rows(new SequenceInputStream(begun, new BrokenStream()));
            }
            if (question.sql().equals("DROP")) {
                return new SqlAnswer.Rejected(new Cause("sql-not-a-select", "Only SELECT."));
            }
            String answer = question.format() + " of " + question.principal().tenant();
            return new SqlAnswer.Rows(new ByteArrayInputStream(answer.getBytes(UTF_8)));
        }

        @Override
        public void close() {}
    }

    private static final class BrokenStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the child died");
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            throw new IOException("the child died");
        }
    }
}
