package io.safelight.bench.measure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reports as Markdown, which reads as it is. */
public final class Tables {
    /** Share of the processors above which other work is worth a word. */
    private static final double QUIET = 0.1;

    private Tables() {}

    /**
     * @param reports as {@link Report#json()} makes them; where several hold a row, the last counts
     */
    public static String of(List<JsonNode> reports) {
        Map<String, Measured> rows = new LinkedHashMap<>();
        var lines = new ArrayList<String>();
        for (int i = 0; i < reports.size(); i++) {
            String run = reports.size() > 1 ? "run " + (i + 1) : "";
            reports.get(i)
                    .path("rows")
                    .forEach(row -> rows.put(row.path("name").asText(), new Measured(run, row)));
            lines.addAll(circumstances(run, reports.get(i)));
        }
        lines.add("");
        lines.add("| row | what | reached | target | | Safelight | against |");
        lines.add("|---|---|---|---|---|---|---|");
        rows.values().forEach(row -> lines.add(line(row.row())));
        lines.add("");
        rows.values().forEach(row -> remarks(row).ifPresent(lines::add));
        return String.join("\n", lines);
    }

    /**
     * @param run which; empty when there is one only
     */
    private record Measured(String run, JsonNode row) {}

    private static List<String> circumstances(String run, JsonNode report) {
        JsonNode machine = report.path("machine");
        return List.of(
                String.format(
                        Locale.ROOT,
                        "- %s`%s`, commit %s, %s",
                        run.isEmpty() ? "" : run + ": ",
                        report.path("command").asText(),
                        report.path("commit").asText(),
                        report.path("at").asText()),
                String.format(
                        Locale.ROOT,
                        "  on %s, %d cores, %.0f GB, Linux %s, JDK %s, %s",
                        machine.path("processor").asText(),
                        machine.path("cores").asInt(),
                        machine.path("memoryBytes").asDouble() / 1e9,
                        machine.path("kernel").asText(),
                        machine.path("jdk").asText(),
                        report.path("versions").asText()));
    }

    private static String line(JsonNode row) {
        return "| "
                + String.join(
                        " | ",
                        "`" + row.path("name").asText() + "`",
                        row.path("what").asText(),
                        spread(row.path("score")),
                        row.path("target").asText(),
                        verdict(row),
                        row.has("product")
                                ? spread(row.path("product")) + " " + row.path("unit").asText()
                                : "",
                        row.has("peer")
                                ? spread(row.path("peer")) + ", " + row.path("against").asText()
                                : row.path("against").asText())
                + " |";
    }

    private static String verdict(JsonNode row) {
        String verdict = row.path("verdict").asText();
        return verdict.equals("met") ? verdict : "**" + verdict + "**";
    }

    /** What was noted, why it could not be measured, and what else ran. */
    private static Optional<String> remarks(Measured measured) {
        JsonNode row = measured.row();
        var remarks = new ArrayList<String>();
        if (!measured.run().isEmpty()) {
            remarks.add(measured.run());
        }
        if (row.has("why")) {
            remarks.add(row.path("why").asText().lines().findFirst().orElse(""));
        }
        row.path("notes")
                .properties()
                .forEach(note -> remarks.add(note.getKey() + " " + note.getValue().asText()));
        double otherWork = row.path("otherWork").asDouble();
        if (otherWork > QUIET) {
            remarks.add(
                    String.format(
                            Locale.ROOT,
                            "other work took %.0f %% of the processors just before",
                            100 * otherWork));
        }
        return remarks.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "- `" + row.path("name").asText() + "`: " + String.join("; ", remarks));
    }

    /** Median, and what it varies by; nothing where nothing was measured. */
    private static String spread(JsonNode spread) {
        return spread.has("median")
                ? number(spread.path("median").asDouble())
                        + " ± "
                        + number(spread.path("deviation").asDouble())
                : "";
    }

    static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }
}
