package io.safelight.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.node.client.Terminal;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The answer of {@code /v1/status} for a person: the first line says whether anything is wrong, the
 * parts say what and what to do, the counts where the images are.
 *
 * @param now to tell how long something waits
 */
record StatusPage(JsonNode status, Instant now) {
    private static final int SHORT = 60;
    private static final int WIDTH = 96;
    private static final String RECEIVED = "received";
    private static final String CLAIMED = "claimed";

    /** States that only some platforms have ever had; without images they are left out. */
    private static final List<String> RARE = List.of("erased", "purged");

    boolean isReady() {
        return notReady().isEmpty();
    }

    void print(PrintStream out) {
        out.println(
                "Safelight %s, up %s: %s"
                        .formatted(
                                status.path("version").asText(),
                                age(Duration.ofSeconds(status.path("uptimeSeconds").asLong())),
                                isReady()
                                        ? "ready"
                                        : "NOT READY: " + String.join(", ", notReady())));
        out.println();
        Terminal.table(out, List.of("PART", "STATE", ""), parts());
        explain(out);
        out.println();
        Terminal.table(out, List.of("IMAGES", "COUNT", ""), images());
        out.println();
        out.println(waiting());
    }

    private List<String> notReady() {
        return status.path("dependencies").properties().stream()
                .filter(part -> !isReady(part.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private List<List<String>> parts() {
        return status.path("dependencies").properties().stream()
                .map(
                        part ->
                                List.of(
                                        part.getKey(),
                                        isReady(part.getValue()) ? "ready" : "NOT READY",
                                        isLong(part.getValue())
                                                ? "see below"
                                                : detail(part.getValue())))
                .toList();
    }

    /** What would tear the table apart. */
    private void explain(PrintStream out) {
        for (Map.Entry<String, JsonNode> part : status.path("dependencies").properties()) {
            if (isLong(part.getValue())) {
                out.println();
                wrapped(part.getKey() + ": " + detail(part.getValue())).forEach(out::println);
            }
        }
    }

    private List<List<String>> images() {
        var rows = new ArrayList<List<String>>();
        for (Map.Entry<String, JsonNode> state : status.path("images").properties()) {
            long count = state.getValue().asLong();
            if (count > 0 || !RARE.contains(state.getKey())) {
                rows.add(
                        List.of(
                                state.getKey(),
                                String.valueOf(count),
                                count == 0 ? "" : remark(state.getKey())));
            }
        }
        return rows;
    }

    private static String remark(String state) {
        return switch (state) {
            case RECEIVED -> "wait for the scan";
            case CLAIMED -> "in work";
            case "quarantined" -> "kept apart; safelight ls --state quarantined";
            case "failed" -> "run them again: safelight redrive";
            default -> "";
        };
    }

    private String waiting() {
        long lacking = status.path("notYetInLake").asLong();
        String lake =
                lacking == 0
                        ? "Every final image is in the lake."
                        : Terminal.count(lacking, "final image") + " not in the lake yet.";
        JsonNode oldest = status.path("oldestWaiting");
        if (!oldest.isTextual()) {
            return "Nothing waits. " + lake;
        }
        Duration since = Duration.between(Instant.parse(oldest.textValue()), now);
        long open =
                status.path("images").path(RECEIVED).asLong()
                        + status.path("images").path(CLAIMED).asLong();
        return "%s not final; the oldest came %s ago. %s"
                .formatted(Terminal.count(open, "image"), age(since), lake);
    }

    private static boolean isReady(JsonNode part) {
        return part.path("ready").asBoolean();
    }

    private static String detail(JsonNode part) {
        return part.path("detail").asText();
    }

    private static boolean isLong(JsonNode part) {
        return detail(part).length() > SHORT;
    }

    private static List<String> wrapped(String text) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (String word : Terminal.printable(text).split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder("  ");
            } else if (!line.isEmpty()) {
                line.append(' ');
            }
            line.append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** Clocks of two machines may differ. */
    static String age(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 7200) {
            return seconds / 60 + " min";
        }
        return seconds < 2 * 86_400 ? seconds / 3600 + " h" : seconds / 86_400 + " days";
    }
}
