package io.safelight.endtoend.observability;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.safelight.endtoend.program.Client;
import io.safelight.endtoend.program.DeadLetters;
import io.safelight.endtoend.program.KafkaClient;
import io.safelight.endtoend.program.Pictures;
import io.safelight.endtoend.program.PlatformProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The log tells a program where an image went, and nobody what it was called. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(240)
class LogsTest {
    /** What stands in names, attributes, keys and questions here, and on no line of the log. */
    private static final String PERSONAL = "erika-mustermann";

    private static final byte[] NO_IMAGE = (PERSONAL + " is no image").getBytes(UTF_8);

    private final List<String> secrets = new ArrayList<>(List.of(PERSONAL));
    private String byHttp = "";
    private String refusedByKafka = "";
    private String log = "";

    @BeforeAll
    void send(@TempDir Path folder) throws Exception {
        PlatformProcess platform =
                PlatformProcess.ready(
                        folder.resolve("data"),
                        "--json",
                        "--set",
                        "log.format=json",
                        "--set",
                        "log.level=DEBUG");
        try (platform) {
            JsonNode token = platform.administrator().newToken("acme");
            secrets.add(token.path("token").asText());
            secrets.add(platform.administratorToken());
            Client member = platform.client(token.path("token").asText());
            byHttp =
                    member.upload(
                            Pictures.png(64, 48),
                            "Content-Disposition",
                            "attachment; filename=" + PERSONAL + ".png",
                            "Idempotency-Key",
                            PERSONAL,
                            "Safelight-Attributes",
                            said());
            refuse(member);
            try (KafkaClient kafka = KafkaClient.of(token)) {
                kafka.send(NO_IMAGE, said(), "filename", PERSONAL + ".jpg");
                kafka.send(Pictures.png(48, 64), said(), "filename", PERSONAL + ".png");
            }
            refusedByKafka = DeadLetters.first(token).path("image").asText();
            member.awaitCount("SELECT count(*) FROM images WHERE state = 'completed'", 2);
        }
        log = platform.allOutput();
    }

    /** All the ways in which something personal can be in what is refused. */
    private static void refuse(Client member) throws Exception {
        member.post("/v1/images", NO_IMAGE, "Safelight-Attributes", said()).expect(415);
        member.post("/v1/images", NO_IMAGE, "Safelight-Attributes", PERSONAL).expect(400);
        member.get("/v1/images/" + PERSONAL).expect(404);
        member.get("/v1/images?state=" + PERSONAL).expect(400);
        ObjectNode question = Client.object().put("sql", "SELECT '" + PERSONAL + "' + 1");
        assertThat(member.post("/v1/sql", question).status()).isBetween(400, 499);
    }

    @Test
    void everyLineIsAnEventInJson() throws JsonProcessingException {
        assertThat(events()).hasSizeGreaterThan(10);
        for (JsonNode event : events()) {
            if (!event.has("url")) {
                assertThat(event.path("at").asText()).as(event.toString()).endsWith("Z");
                assertThat(event.path("level").asText()).isIn("DEBUG", "INFO", "WARN", "ERROR");
                assertThat(event.has("event") || event.has("message")).isTrue();
            }
        }
    }

    @Test
    void theWayOfAnImageIsFoundByItsId() throws JsonProcessingException {
        assertThat(eventsOf(byHttp))
                .containsSubsequence("ingest.accepted", "scan.verdict", "work.finished");
        assertThat(eventsOf(refusedByKafka)).contains("ingest.refused");
    }

    @Test
    void theEndOfARunIsTold() throws JsonProcessingException {
        assertThat(events().stream().map(event -> event.path("event").asText()))
                .containsOnlyOnce("node.stopping", "node.stopped")
                .containsSubsequence("node.stopping", "node.stopped");
    }

    @Test
    void nothingPersonalIsInTheLog() {
        assertThat(log).isNotEmpty();
        for (String secret : secrets) {
            assertThat(log.lines().filter(line -> line.contains(secret))).isEmpty();
        }
    }

    private List<String> eventsOf(String image) throws JsonProcessingException {
        return events().stream()
                .filter(event -> event.path("image").asText().equals(image))
                .map(event -> event.path("event").asText())
                .toList();
    }

    private List<JsonNode> events() throws JsonProcessingException {
        var events = new ArrayList<JsonNode>();
        for (String line : log.lines().toList()) {
            events.add(Client.JSON.readTree(line));
        }
        return events;
    }

    private static String said() {
        return "{\"photo\":\"of " + PERSONAL + "\"}";
    }
}
