package io.safelight.node.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.safelight.node.client.CommandException;
import io.safelight.node.client.SqlTable;
import io.safelight.node.client.Terminal;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What came of a run.
 *
 * @param lakeRows rows of this run's images in the lake
 */
record DemoReport(DemoRun run, long lakeRows, Duration took) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LAKE_PATIENCE = Duration.ofSeconds(60);

    /** Waits until the lake has the row of every final image, or too long. */
    static DemoReport of(DemoRun run, Duration took) throws InterruptedException {
        Instant deadline = Instant.now().plus(LAKE_PATIENCE);
        long rows = countRows(run);
        while (rows < run.images().size() && Instant.now().isBefore(deadline)) {
            Thread.sleep(Duration.ofMillis(500));
            rows = countRows(run);
        }
        return new DemoReport(run, rows, took);
    }

    int lost() {
        return run.lost() + (int) Math.abs(run.images().size() - lakeRows);
    }

    ObjectNode json() {
        return JSON.createObjectNode()
                .put("submitted", run.submitted())
                .put("accepted", run.accepted())
                .put("refused", run.refused().size())
                .put("completed", count("completed"))
                .put("quarantined", count("quarantined"))
                .put("failed", count("failed"))
                .put("lakeRows", lakeRows)
                .put("lostImages", lost())
                .put("seconds", took.toMillis() / 1000.0);
    }

    void print(PrintStream out) {
        out.println();
        printStates(out);
        printNotCompleted(out);
        out.println();
        out.println(
                "In the lake: "
                        + Terminal.count(lakeRows, "row")
                        + " of this run. Three questions to it:");
        question(
                out,
                "What came in through which door, and how did it end?",
                "SELECT source, state, count(*) AS images, round(sum(bytes) / 1e6, 1) AS megabytes"
                        + " FROM images "
                        + mine()
                        + " GROUP BY source, state ORDER BY source, state");
        question(
                out,
                "Which cameras took them, and when?",
                "SELECT coalesce(CASE WHEN starts_with(camera_model, camera_make) THEN camera_model"
                        + " ELSE camera_make || ' ' || camera_model END, 'unknown') AS camera,"
                        + " count(*) AS images, min(taken_at) AS first_taken, max(taken_at) AS"
                        + " last_taken FROM images "
                        + mine()
                        + " AND state = 'completed' GROUP BY camera ORDER BY images DESC, camera"
                        + " LIMIT 5");
        question(
                out,
                "How large are they, and how long did they take from arrival to the end?",
                "SELECT content_type, count(*) AS images, round(avg(width * height) / 1e6, 1) AS"
                        + " megapixels, round(median(date_diff('millisecond', received_at,"
                        + " completed_at))) AS median_ms FROM images "
                        + mine()
                        + " GROUP BY content_type ORDER BY images DESC");
    }

    private void printStates(PrintStream out) {
        Map<String, List<JsonNode>> groups =
                run.images().stream()
                        .collect(
                                Collectors.groupingBy(
                                        image ->
                                                image.path("state").asText()
                                                        + " "
                                                        + image.path("source").asText(),
                                        TreeMap::new,
                                        Collectors.toList()));
        var rows = new ArrayList<List<String>>();
        groups.forEach((key, images) -> rows.add(row(key.split(" "), images)));
        for (String door : List.of("http", "kafka")) {
            long count =
                    run.refused().stream().filter(refused -> refused.door().equals(door)).count();
            if (count > 0) {
                rows.add(List.of("refused", door, Long.toString(count), "", "", ""));
            }
        }
        Terminal.table(
                out, List.of("STATE", "DOOR", "IMAGES", "MEDIAN", "SLOWEST", "RENDITIONS"), rows);
    }

    private static List<String> row(String[] key, List<JsonNode> images) {
        List<Long> times = images.stream().map(DemoReport::millis).sorted().toList();
        int renditions = images.stream().mapToInt(image -> image.path("outputs").size()).sum();
        return List.of(
                key[0],
                key[1],
                Integer.toString(images.size()),
                times.get(times.size() / 2) + " ms",
                times.getLast() + " ms",
                Integer.toString(renditions));
    }

    private void printNotCompleted(PrintStream out) {
        var rows = new ArrayList<List<String>>();
        run.refused().forEach(r -> rows.add(List.of("refused", r.door(), r.filename(), r.why())));
        for (JsonNode image : run.images()) {
            if (image.has("cause")) {
                JsonNode cause = image.path("cause");
                rows.add(
                        List.of(
                                image.path("state").asText(),
                                image.path("source").asText(),
                                image.path("filename").asText(),
                                cause.path("text").asText()
                                        + " ("
                                        + cause.path("code").asText()
                                        + ")"));
            }
        }
        if (!rows.isEmpty()) {
            out.println();
            Terminal.table(out, List.of("NOT COMPLETED", "DOOR", "FILE", "WHY"), rows);
        }
    }

    private void question(PrintStream out, String words, String sql) {
        out.println();
        out.println(words);
        out.println("  " + sql);
        SqlTable.print(out, SqlTable.ask(run.api(), sql));
    }

    private long count(String state) {
        return run.images().stream()
                .filter(image -> image.path("state").asText().equals(state))
                .count();
    }

    private String mine() {
        return "WHERE attributes->>'demo_run' = '" + run.id() + "'";
    }

    private static long countRows(DemoRun run) {
        String sql =
                "SELECT count(*) FROM images WHERE attributes->>'demo_run' = '" + run.id() + "'";
        try {
            return SqlTable.ask(run.api(), sql).path("rows").path(0).path(0).asLong();
        } catch (CommandException e) {
            return 0;
        }
    }

    private static long millis(JsonNode image) {
        return Duration.between(
                        Instant.parse(image.path("receivedAt").asText()),
                        Instant.parse(image.path("completedAt").asText()))
                .toMillis();
    }
}
