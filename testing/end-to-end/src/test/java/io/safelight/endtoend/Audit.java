package io.safelight.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.endtoend.Uploads.Promise;
import io.safelight.endtoend.program.Client;
import io.safelight.endtoend.program.Client.Answer;
import io.safelight.endtoend.program.Pictures;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares what clients were promised with what is there. */
final class Audit {
    private static final int MAX_NODE_DEATHS = 2;

    private final Client administrator;
    private final Client member;
    private final List<Promise> promises;
    private final List<String> problems = new ArrayList<>();
    private final Map<Integer, Integer> nodeDeaths = new TreeMap<>();

    /** A row of the lake. */
    private record Row(String image, String number, String source, String state, String sha256) {}

    Audit(Client administrator, Client member, List<Promise> promises) {
        this.administrator = administrator;
        this.member = member;
        this.promises = promises;
    }

    /** Until every promised image is in the lake and nothing waits. */
    void awaitSettled(Duration limit) {
        await("settled")
                .atMost(limit)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(
                        () -> {
                            JsonNode status = administrator.status();
                            assertThat(status.path("images").path("received").asLong()).isZero();
                            assertThat(status.path("images").path("claimed").asLong()).isZero();
                            assertThat(status.path("notYetInLake").asLong()).isZero();
                            assertThat(rows()).hasSizeGreaterThanOrEqualTo(promises.size());
                        });
    }

    List<String> problems() throws IOException {
        List<Row> rows = rows();
        Map<String, Row> byNumber = unique(rows);
        ledgerAgrees(rows.size());
        JsonNode keys = member.get("/v1/keys").expect(200).json();
        for (Promise promise : promises) {
            Row row = byNumber.get(promise.sent().number());
            if (row == null) {
                problems.add("lost: " + promise);
            } else {
                kept(promise, row, keys);
            }
        }
        return problems;
    }

    /** How many images were at work in how many nodes that died; known with the problems. */
    Map<Integer, Integer> nodeDeaths() {
        return nodeDeaths;
    }

    private List<Row> rows() throws IOException {
        var rows = new ArrayList<Row>();
        for (JsonNode row :
                administrator.sql(
                        "SELECT image_id, attributes->>'n', source, state, sha256 FROM images")) {
            rows.add(
                    new Row(
                            row.path(0).asText(),
                            row.path(1).asText(),
                            row.path(2).asText(),
                            row.path(3).asText(),
                            row.path(4).asText()));
        }
        return rows;
    }

    /** Also what was never acknowledged may be there once at most. */
    private Map<String, Row> unique(List<Row> rows) {
        var images = new HashSet<String>();
        var byNumber = new HashMap<String, Row>();
        for (Row row : rows) {
            if (!images.add(row.image)) {
                problems.add("two rows: " + row);
            }
            Row other = byNumber.put(row.number, row);
            if (other != null) {
                problems.add("two images of one upload: " + row + " and " + other);
            }
        }
        return byNumber;
    }

    private void ledgerAgrees(int rows) throws IOException {
        JsonNode states = administrator.status().path("images");
        long images = 0;
        for (JsonNode count : states) {
            images += count.asLong();
        }
        if (images != rows) {
            problems.add(rows + " rows of the lake, and the ledger has " + states);
        }
    }

    private void kept(Promise promise, Row row, JsonNode keys) throws IOException {
        String source =
                switch (promise) {
                    case Promise.ByHttp(var _, String id, String _) -> {
                        require(row.image.equals(id), "another image", promise, row);
                        yield "http";
                    }
                    case Promise.ByKafka(var _) -> "kafka";
                };
        require(row.source.equals(source), "another door", promise, row);
        require(row.sha256.equals(promise.sent().sha256()), "another hash", promise, row);
        require(row.state.equals(promise.sent().end()), "another end", promise, row);
        JsonNode image = member.image(row.image);
        record(image, promise, row);
        receipt(image, promise, row, keys);
        content(promise, row);
    }

    /** The record has it for images of both doors; it is the one that an upload was answered. */
    private void receipt(JsonNode image, Promise promise, Row row, JsonNode keys) {
        String receipt = image.path("receipt").asText();
        if (promise instanceof Promise.ByHttp(var _, String _, String answered)) {
            require(receipt.equals(answered), "another receipt", promise, row);
        }
        Receipt signed = Receipt.verified(receipt, keys);
        require(signed.image().equals(row.image), "receipt of another image", promise, row);
        require(signed.sha256().equals(row.sha256), "receipt of other bytes", promise, row);
    }

    private void record(JsonNode image, Promise promise, Row row) {
        JsonNode attempts = image.path("attempts");
        nodeDeaths.merge(attempts.path("nodeDeaths").asInt(), 1, Integer::sum);
        require(
                image.path("state").asText().equals(row.state),
                "ledger and lake differ: " + image.path("state"),
                promise,
                row);
        require(
                attempts.path("nodeDeaths").asInt() <= MAX_NODE_DEATHS
                        && attempts.path("sandboxDeaths").asInt() == 0,
                "blamed for the death of another: " + attempts,
                promise,
                row);
        int outputs = row.state.equals("completed") ? 2 : 0;
        require(image.path("outputs").size() == outputs, "outputs: " + image, promise, row);
    }

    private void content(Promise promise, Row row) throws IOException {
        Answer content = member.get("/v1/images/" + row.image + "/content");
        int status = row.state.equals("quarantined") ? 403 : 200;
        require(content.status() == status, "content answers " + content.status(), promise, row);
        require(
                status != 200 || Pictures.sha256(content.body()).equals(promise.sent().sha256()),
                "other bytes",
                promise,
                row);
    }

    private void require(boolean kept, String problem, Promise promise, Row row) {
        if (!kept) {
            problems.add(problem + ": " + promise + " " + row);
        }
    }
}
