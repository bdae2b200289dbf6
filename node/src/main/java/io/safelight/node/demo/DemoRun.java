package io.safelight.node.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.node.client.Api;
import io.safelight.node.client.CommandException;
import io.safelight.node.client.Terminal;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One run of the demo: sends images half by HTTP and half by Kafka and follows each to its end. For
 * one thread.
 */
final class DemoRun implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(250);

    /** A file that was not taken in, and why. */
    record Refused(String filename, String door, String why) {}

    private final Api api;
    private final String id;
    private final PrintStream out;
    private final KafkaSender kafka;
    private final List<Refused> refused = new ArrayList<>();
    private final List<JsonNode> images = new ArrayList<>();
    private final Set<String> looked = new HashSet<>();
    private final List<String> acknowledged = new ArrayList<>();
    private int submitted;

    DemoRun(Api api, JsonNode token, String id, PrintStream out) {
        this.api = api;
        this.id = id;
        this.out = out;
        this.kafka = new KafkaSender(token, id);
    }

    void send(List<Sample> samples) {
        Instant start = Instant.now();
        for (Sample sample : samples) {
            byte[] bytes = sample.content().get();
            submitted++;
            boolean byKafka = submitted % 2 == 0 && bytes.length <= KafkaSender.MAX_BYTES;
            if (byKafka) {
                kafka.send(sample.filename(), bytes);
            } else {
                put(sample.filename(), bytes);
            }
            progress("Sending", submitted, samples.size());
        }
        kafka.flush();
        done();
        out.println(
                "Sent "
                        + Terminal.count(submitted, "image")
                        + " in "
                        + DemoCommand.seconds(start)
                        + " s, half of them through Kafka.");
    }

    /** Until every image that was sent is final or refused, or nothing has moved for a while. */
    void awaitFinal() throws InterruptedException {
        Instant start = Instant.now();
        Instant moved = start;
        int before = -1;
        while (settled() < submitted && Instant.now().isBefore(moved.plus(PATIENCE))) {
            look();
            progress("Working", settled(), submitted);
            if (settled() != before) {
                before = settled();
                moved = Instant.now();
            }
            Thread.sleep(LOOK);
        }
        done();
        out.println(
                settled()
                        + " of "
                        + submitted
                        + " are final or refused after "
                        + DemoCommand.seconds(start)
                        + " s more.");
    }

    @Override
    public void close() {
        kafka.close();
    }

    Api api() {
        return api;
    }

    String id() {
        return id;
    }

    int submitted() {
        return submitted;
    }

    List<Refused> refused() {
        return refused;
    }

    /** Whole records of the final images of this run. */
    List<JsonNode> images() {
        return List.copyOf(images);
    }

    /** What was neither refused nor an error. */
    int accepted() {
        return submitted - refused.size();
    }

    /** Images that were acknowledged, or taken by the broker and not refused, and are not final. */
    int lost() {
        var finals =
                images.stream().map(image -> image.path("id").asText()).collect(Collectors.toSet());
        long ofHttp = acknowledged.stream().filter(image -> !finals.contains(image)).count();
        return Math.toIntExact(ofHttp + Math.max(0, submitted - settled() - ofHttp));
    }

    private int settled() {
        return images.size() + refused.size();
    }

    private void put(String filename, byte[] bytes) {
        String name = URLEncoder.encode(filename, StandardCharsets.UTF_8).replace("+", "%20");
        try {
            JsonNode answer =
                    api.patientJson(
                            api.post("/v1/images", BodyPublishers.ofByteArray(bytes))
                                    .header(
                                            "Content-Disposition",
                                            "attachment; filename*=UTF-8''" + name)
                                    .header("Idempotency-Key", id + "-" + submitted)
                                    .header("Safelight-Attributes", KafkaSender.attributes(id)));
            acknowledged.add(answer.path("id").asText());
        } catch (CommandException e) {
            if (!e.isRefusal()) {
                throw e;
            }
            refused.add(new Refused(filename, "http", String.valueOf(e.getMessage())));
        }
    }

    private void look() {
        kafka.deadLetters()
                .forEach(
                        letter ->
                                refused.add(new Refused(letter.filename(), "kafka", letter.why())));
        String cursor = "";
        do {
            JsonNode page =
                    api.json(
                            api.get(
                                    "/v1/images?limit=500"
                                            + (cursor.isEmpty() ? "" : "&cursor=" + cursor)));
            page.path("images").forEach(this::note);
            cursor = page.path("cursor").asText("null");
        } while (!cursor.equals("null"));
    }

    /** A record is fetched once, when it is final; those of other runs are left out. */
    private void note(JsonNode basics) {
        String image = basics.path("id").asText();
        String state = basics.path("state").asText();
        boolean isFinal = !state.equals("received") && !state.equals("claimed");
        if (isFinal && looked.add(image)) {
            JsonNode whole = api.json(api.get("/v1/images/" + image));
            if (whole.path("attributes").path("demo_run").asText().equals(id)) {
                images.add(whole);
            }
        }
    }

    private static void progress(String label, int now, int total) {
        if (Terminal.isWatched()) {
            Terminal.progress(label, now, total);
        }
    }

    private static void done() {
        if (Terminal.isWatched()) {
            Terminal.progressDone();
        }
    }
}
