package io.safelight.endtoend.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.endtoend.program.Client;
import io.safelight.endtoend.program.KafkaClient;
import io.safelight.endtoend.program.Pictures;
import io.safelight.endtoend.program.PlatformProcess;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One image is one trace, from either door to its row of the lake. */
@Timeout(240)
class TracesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String BY_HTTP = "0af7651916cd43dd8448eb211c80319c";
    private static final String BY_KAFKA = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String NOT_RECORDED = "11111111111111111111111111111111";
    private static final String CALLER = "b7ad6b7169203331";
    private static final Set<String> ATTRIBUTES =
            Set.of("attempt", "bytes", "decision", "door", "epoch", "image", "outcome");

    /** What stands in names, attributes and tokens here, and in no span. */
    private static final String PERSONAL = "erika-mustermann";

    private static List<SentSpan> spans = List.of();
    private static String received = "";
    private static String token = "";
    private static String metrics = "";

    @BeforeAll
    static void send(@TempDir Path folder) throws Exception {
        try (var collector = Collector.start()) {
            send(folder, collector);
            spans = collector.spans();
            received = collector.received();
        }
    }

    private static void send(Path folder, Collector collector) throws Exception {
        try (var platform =
                PlatformProcess.ready(
                        folder.resolve("data"),
                        "--set",
                        "telemetry.traces.endpoint=" + collector.endpoint(),
                        "--set",
                        "telemetry.traces.per-thousand=1000")) {
            JsonNode made = platform.administrator().newToken(PERSONAL);
            token = made.path("token").asText();
            Client member = platform.client(token);
            byte[] image = Pictures.png(64, 48);
            member.upload(
                    image, "traceparent", parent(BY_HTTP, "01"), "Safelight-Attributes", said());
            member.upload(PERSONAL + ".png", image);
            member.upload(image, "traceparent", parent(NOT_RECORDED, "00"));
            try (KafkaClient kafka = KafkaClient.of(made)) {
                kafka.send(image, said(), "traceparent", parent(BY_KAFKA, "01"));
            }
            member.post(
                            "/v1/images",
                            "no image".getBytes(StandardCharsets.UTF_8),
                            "traceparent",
                            "nonsense")
                    .expect(415);
            member.awaitCount("SELECT count(*) FROM images WHERE state = 'completed'", 4);
            await().atMost(PATIENCE).until(() -> count(collector, "catalog.row") == 3);
            await().atMost(PATIENCE).until(() -> count(collector, "work.image") == 3);
            metrics =
                    new String(
                            platform.administrator().get("/metrics").expect(200).body(),
                            StandardCharsets.UTF_8);
        }
    }

    @Test
    void anImageIsOneTraceFromTheHttpDoorToTheLake() {
        isWhole(BY_HTTP, CALLER);
        assertThat(span(BY_HTTP, "ingest.image").attributes())
                .containsEntry("door", "http")
                .containsEntry("outcome", "accepted")
                .containsKey("image");
    }

    @Test
    void anImageIsOneTraceFromTheKafkaDoorToTheLake() {
        isWhole(BY_KAFKA, CALLER);
        assertThat(span(BY_KAFKA, "ingest.image").attributes()).containsEntry("door", "kafka");
    }

    @Test
    void whoSendsNoTraceGetsOneOfOurs() {
        List<String> ours =
                spans.stream()
                        .filter(span -> span.name().equals("catalog.row"))
                        .map(SentSpan::trace)
                        .filter(trace -> !Set.of(BY_HTTP, BY_KAFKA).contains(trace))
                        .toList();

        assertThat(ours).hasSize(1);
        isWhole(ours.getFirst(), "");
    }

    @Test
    void aCallerMayWishNotToBeRecorded() {
        assertThat(spans).extracting(SentSpan::trace).doesNotContain(NOT_RECORDED);
    }

    @Test
    void whatIsRefusedIsATraceOfOneSpanThatSaysWhy() {
        assertThat(spans)
                .filteredOn(span -> "unsupported-type".equals(span.attributes().get("outcome")))
                .singleElement()
                .satisfies(span -> assertThat(span.parent()).isEmpty());
    }

    @Test
    void nothingPersonalIsInASpan() {
        assertThat(received).doesNotContain(PERSONAL, token, "photo", "secret");
        assertThat(spans)
                .isNotEmpty()
                .allSatisfy(span -> assertThat(ATTRIBUTES).containsAll(span.attributes().keySet()));
    }

    @Test
    void spansAreCounted() {
        assertThat(metrics)
                .containsPattern("traces_spans_total\\{outcome=\"sent\"} [1-9]")
                .contains("traces_spans_total{outcome=\"lost\"} 0.0");
    }

    @AfterAll
    static void forget() {
        spans = List.of();
    }

    /**
     * @param caller parent of the first span
     */
    private static void isWhole(String trace, String caller) {
        SentSpan door = span(trace, "ingest.image");
        SentSpan work = span(trace, "work.image");

        assertThat(door.parent()).isEqualTo(caller);
        for (String name :
                List.of("work.image", "work.waiting", "catalog.waiting", "catalog.row")) {
            assertThat(span(trace, name).parent()).as(name).isEqualTo(door.id());
        }
        for (String name : List.of("work.read", "scan.image", "process.image", "work.publish")) {
            assertThat(span(trace, name).parent()).as(name).isEqualTo(work.id());
        }
        assertThat(spans).filteredOn(span -> span.trace().equals(trace)).hasSize(9);
    }

    /** The only one of this name. */
    private static SentSpan span(String trace, String name) {
        List<SentSpan> found =
                spans.stream()
                        .filter(span -> span.trace().equals(trace) && span.name().equals(name))
                        .toList();
        assertThat(found).as(name + " of " + trace).hasSize(1);
        return found.getFirst();
    }

    private static long count(Collector collector, String name) {
        return collector.spans().stream().filter(span -> span.name().equals(name)).count();
    }

    private static String said() {
        return "{\"photo\":\"secret of " + PERSONAL + "\"}";
    }

    private static String parent(String trace, String flags) {
        return "00-" + trace + "-" + CALLER + "-" + flags;
    }
}
