package io.safelight.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.node.client.Api;
import io.safelight.node.client.Common;
import io.safelight.node.client.ExitCode;
import io.safelight.node.client.Terminal;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells how the platform is. */
@Command(
        name = "status",
        description = "Tell how the platform is: its parts, what waits, what is done.",
        footer = {
            "",
            "Of a part that is not ready it says why, and what to do where that is known.",
            "",
            "Examples:",
            "  safelight status",
            "  safelight status --json | jq .dependencies"
        },
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            ExitCode.OK_HELP,
            "1:A part is not ready, or the platform refused.",
            ExitCode.USAGE_HELP,
            ExitCode.NOT_RUNNING_HELP
        })
final class StatusCommand implements Callable<Integer> {
    @Mixin Common common = new Common();

    @Override
    public Integer call() {
        try (Api api = common.api()) {
            JsonNode status = api.json(api.get("/v1/status"));
            if (common.json()) {
                Common.printJson(status);
            } else {
                print(Terminal.out(), status);
            }
            return isReady(status) ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private static void print(PrintStream out, JsonNode status) {
        out.println(
                "Safelight "
                        + status.path("version").asText()
                        + ", up "
                        + age(status.path("uptimeSeconds").asLong()));
        out.println();
        var parts = new ArrayList<List<String>>();
        status.path("dependencies")
                .properties()
                .forEach(
                        part ->
                                parts.add(
                                        List.of(
                                                part.getKey(),
                                                part.getValue().path("ready").asBoolean()
                                                        ? "ready"
                                                        : "NOT READY",
                                                part.getValue().path("detail").asText())));
        Terminal.table(out, List.of("PART", "STATE", ""), parts);
        out.println();
        var images = new ArrayList<List<String>>();
        status.path("images")
                .properties()
                .forEach(state -> images.add(List.of(state.getKey(), state.getValue().asText())));
        Terminal.table(out, List.of("IMAGES", "COUNT"), images);
        out.println();
        JsonNode oldest = status.path("oldestWaiting");
        out.println(
                oldest.isTextual()
                        ? "Oldest waiting since "
                                + age(
                                        Duration.between(
                                                        Instant.parse(oldest.textValue()),
                                                        Instant.now())
                                                .toSeconds())
                        : "Nothing waits.");
        out.println("Final but not yet in the lake: " + status.path("notYetInLake").asLong());
    }

    private static boolean isReady(JsonNode status) {
        for (JsonNode part : status.path("dependencies")) {
            if (!part.path("ready").asBoolean()) {
                return false;
            }
        }
        return true;
    }

    private static String age(long seconds) {
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
    }
}
