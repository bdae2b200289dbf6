package io.safelight.bench.measure;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.safelight.bench.measure.Result.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Results with their circumstances, for people or for programs.
 *
 * @param command line that led to them
 * @param versions of what takes part, such as libvips
 */
public record Report(
        Machine machine,
        String commit,
        String command,
        String versions,
        Instant at,
        List<Result> results) {
    private static final JsonMapper JSON = new JsonMapper();

    public Report {
        results = List.copyOf(results);
    }

    /** As Markdown, which reads as it is. */
    public String text() {
        var lines = new ArrayList<String>();
        lines.add("- machine: " + machine.text());
        lines.add("- with: " + versions);
        lines.add("- commit " + commit + ", " + at);
        lines.add("- `" + command + "`");
        lines.add("");
        lines.add("| row | what | product | peer | score | target | |");
        lines.add("|---|---|---|---|---|---|---|");
        results.forEach(result -> lines.add(line(result)));
        lines.add("");
        results.forEach(result -> notes(result).ifPresent(lines::add));
        return String.join("\n", lines);
    }

    public String json() {
        ObjectNode root = JSON.createObjectNode();
        root.put("machine", machine.text())
                .put("load", machine.load())
                .put("versions", versions)
                .put("commit", commit)
                .put("at", at.toString())
                .put("command", command);
        var rows = root.putArray("rows");
        results.forEach(result -> describe(result, rows.addObject()));
        return root.toString();
    }

    public boolean isAllMet() {
        return results.stream().allMatch(result -> result.verdict().equals("met"));
    }

    private static String line(Result result) {
        Row row = result.row();
        String start = "| `" + row.name() + "` | " + row.what() + " | ";
        String end = " | " + row.target().text() + " | " + result.verdict() + " |";
        return switch (result.outcome()) {
            case Outcome.Measured measured ->
                    start
                            + value(Result.product(measured))
                            + " "
                            + row.unit()
                            + " | "
                            + Result.peer(measured)
                                    .map(peer -> value(peer) + ", " + row.peer())
                                    .orElse("")
                            + " | "
                            + value(result.score(measured))
                            + end;
            case Outcome.LeftOut(String why) -> start + firstLine(why) + " | | " + end;
            case Outcome.Failed(String why) -> start + firstLine(why) + " | | " + end;
        };
    }

    private static Optional<String> notes(Result result) {
        if (!(result.outcome() instanceof Outcome.Measured measured)
                || measured.notes().isEmpty()) {
            return Optional.empty();
        }
        var parts = new ArrayList<String>();
        Result.sortedNotes(measured).forEach((what, value) -> parts.add(what + " " + value));
        return Optional.of("- `" + result.row().name() + "`: " + String.join("; ", parts));
    }

    private static void describe(Result result, ObjectNode node) {
        Row row = result.row();
        node.put("name", row.name())
                .put("what", row.what())
                .put("peer", row.peer())
                .put("unit", row.unit())
                .put("target", row.target().text())
                .put("limit", row.target().limit())
                .put("verdict", result.verdict());
        switch (result.outcome()) {
            case Outcome.Measured measured -> {
                describe(Result.product(measured), node.putObject("product"));
                Result.peer(measured).ifPresent(peer -> describe(peer, node.putObject("other")));
                describe(result.score(measured), node.putObject("score"));
                node.put("rounds", measured.rounds().size());
                ObjectNode notes = node.putObject("notes");
                Result.sortedNotes(measured).forEach(notes::put);
            }
            case Outcome.LeftOut(String why) -> node.put("why", why);
            case Outcome.Failed(String why) -> node.put("why", why);
        }
    }

    private static void describe(Spread spread, ObjectNode node) {
        node.put("median", spread.median())
                .put("deviation", spread.deviation())
                .put("least", spread.least())
                .put("most", spread.most());
    }

    /** Median and what it varies by. */
    private static String value(Spread spread) {
        return number(spread.median()) + " ± " + number(spread.deviation());
    }

    static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").replace('|', '/');
    }
}
