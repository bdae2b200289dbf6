package io.safelight.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.endtoend.program.Client;
import io.safelight.endtoend.program.Client.Answer;
import io.safelight.endtoend.program.HeldBroker;
import io.safelight.endtoend.program.KafkaClient;
import io.safelight.endtoend.program.Pictures;
import io.safelight.endtoend.program.PlatformProcess;
import io.safelight.endtoend.program.Remains;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Both doors of one platform, as its users see them. That one record which is consumed twice is one
 * image is tried in the Kafka door's own tests, where a consumer can be made to forget.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoorsTest {
    private final Pictures pictures = Pictures.seeded(5);
    private final PlatformProcess platform;
    private final Client administrator;

    DoorsTest(@TempDir Path folder) throws IOException {
        platform = PlatformProcess.ready(folder.resolve("data"));
        administrator = platform.administrator();
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    @Test
    void sameKeyIsTheSameImageAndOtherBytesAreAConflict() throws IOException {
        byte[] image = pictures.with("same key");

        Answer first =
                administrator.post("/v1/images", image, "Idempotency-Key", "k-1").expect(201);
        Answer again =
                administrator.post("/v1/images", image, "Idempotency-Key", "k-1").expect(200);
        Answer other =
                administrator.post(
                        "/v1/images", pictures.with("other bytes"), "Idempotency-Key", "k-1");

        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(again.json().path("receipt")).isEqualTo(first.json().path("receipt"));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).contains("problem+json"));
    }

    @Test
    void imagesOfBothDoorsAreInTheLakeWithTheirSource() throws Exception {
        JsonNode token = administrator.newToken("both");
        Client member = platform.client(token.path("token").asText());

        member.upload(pictures.with("by http"), "Safelight-Attributes", "{\"door\":\"http\"}");
        try (KafkaClient kafka = KafkaClient.of(token)) {
            kafka.send(pictures.with("by kafka"), "{\"door\":\"kafka\"}");
        }
        JsonNode published =
                member.post(
                                "/v1/stream/images",
                                pictures.with("by http to kafka"),
                                "Safelight-Attributes",
                                "{\"door\":\"kafka\"}")
                        .expect(202)
                        .json();

        member.awaitCount(
                "SELECT count(*) FROM images WHERE source = attributes->>'door' AND state ="
                        + " 'completed'",
                3);
        member.awaitCount("SELECT count(*) FROM images WHERE source = 'kafka'", 2);
        assertThat(member.image(published.path("id").asText()).path("source").asText())
                .isEqualTo("kafka");
    }

    @Test
    void memberSeesItsTenantAlone() throws IOException {
        Client ours = member("ours");
        Client theirs = member("theirs");
        String id = ours.upload(pictures.with("ours"));
        ours.awaitFinal(id);
        ours.awaitCount("SELECT count(*) FROM images", 1);

        assertThat(theirs.get("/v1/images/" + id).status()).isEqualTo(404);
        assertThat(theirs.get("/v1/images/" + id + "/content").status()).isEqualTo(404);
        assertThat(theirs.get("/v1/images/" + id + "/outputs/renditions/thumb.webp").status())
                .isEqualTo(404);
        assertThat(theirs.get("/v1/images").json().path("images")).isEmpty();
        assertThat(theirs.sql("SELECT count(*) FROM images").path(0).path(0).asInt()).isZero();
        for (String closed : List.of("/v1/status", "/metrics")) {
            assertThat(theirs.get(closed).status()).as(closed).isEqualTo(403);
        }
        assertThat(platform.client("nonsense").get("/v1/images").status()).isEqualTo(401);
    }

    @Test
    void interfaceDescribesItself() throws IOException {
        JsonNode description = administrator.get("/openapi.json").expect(200).json();

        assertThat(description.path("openapi").asText()).startsWith("3.");
        for (String path :
                List.of("/v1/images", "/v1/images/{id}", "/v1/sql", "/v1/stream/images")) {
            assertThat(description.path("paths").has(path)).as(path).isTrue();
        }
        assertThat(
                        new String(
                                administrator.get("/metrics").expect(200).body(),
                                StandardCharsets.UTF_8))
                .contains("work_in_flight");
    }

    @Test
    void eventsGoOnWhereTheyWereLeft() throws IOException {
        Client member = member("watcher");
        String id = member.upload(pictures.with("watched"));
        member.awaitFinal(id);

        List<Event> all = events(member, "/v1/images/" + id + "/events", "0", "completed");
        List<Event> rest = events(member, "/v1/events", all.getFirst().sequence(), "completed");

        assertThat(all).extracting(Event::state).startsWith("received").endsWith("completed");
        assertThat(rest).isEqualTo(all.subList(1, all.size()));
    }

    private record Event(String sequence, String image, String state) {}

    /** Those after the one named, until one tells of that state. */
    private static List<Event> events(Client client, String path, String after, String until)
            throws IOException {
        var events = new ArrayList<Event>();
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(
                                client.events(path, "Last-Event-ID", after),
                                StandardCharsets.UTF_8))) {
            String sequence = "";
            String line = lines.readLine();
            while (line != null && events.stream().noneMatch(e -> e.state.equals(until))) {
                if (line.startsWith("id: ")) {
                    sequence = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    JsonNode data = Client.JSON.readTree(line.substring(6));
                    events.add(
                            new Event(
                                    sequence,
                                    data.path("image").asText(),
                                    data.path("state").asText()));
                }
                line = lines.readLine();
            }
        }
        return events;
    }

    private Client member(String tenant) throws IOException {
        return platform.client(administrator.newToken(tenant).path("token").asText());
    }

    @Test
    void restartAfterAnOrderlyStopShowsEverythingAndTakesImagesBeforeTheStreamIsUp(
            @TempDir Path own) throws Exception {
        Path data = own.resolve("data");
        String id;
        try (var first = PlatformProcess.ready(data)) {
            id = first.administrator().upload(pictures.with("before the stop"));

            Remains remains = first.remains();
            int status = first.terminate();

            assertThat(status).isIn(0, 143);
            assertThat(data.resolve("endpoint")).doesNotExist();
            await("no process is left").until(() -> remains.alive().isEmpty());
        }
        HeldBroker broker = HeldBroker.in(data);
        try (var second = PlatformProcess.started(data)) {
            Client client = second.administrator();
            assertTakesImagesWithoutTheStream(client);
            broker.release();
            second.awaitReady();
            assertThat(isStreamReady(client)).isTrue();
            assertThat(client.awaitFinal(id).path("state").asText()).isEqualTo("completed");
            client.awaitCount("SELECT count(*) FROM images WHERE image_id = '" + id + "'", 1);
            assertThat(
                            Pictures.sha256(
                                    client.get("/v1/images/" + id + "/content").expect(200).body()))
                    .isEqualTo(Pictures.sha256(pictures.with("before the stop")));
        }
    }

    private void assertTakesImagesWithoutTheStream(Client client) throws IOException {
        String id = client.upload(pictures.with("early"));

        assertThat(client.awaitFinal(id).path("state").asText()).isEqualTo("completed");
        assertThat(isStreamReady(client)).isFalse();
    }

    private static boolean isStreamReady(Client client) throws IOException {
        return client.status().path("dependencies").path("stream").path("ready").asBoolean();
    }
}
