package io.safelight.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.node.client.Api;
import io.safelight.node.client.CommandException;
import io.safelight.node.client.Common;
import io.safelight.node.client.ExitCode;
import io.safelight.node.client.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists images, the newest first. */
@Command(
        name = "ls",
        aliases = "list",
        description = "List images, the newest first.",
        footer = {
            "",
            "Examples:",
            "  safelight ls --state failed",
            "  safelight ls --limit 1000 --json | jq -r .id"
        },
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            ExitCode.OK_HELP,
            ExitCode.FAILED_HELP,
            ExitCode.USAGE_HELP,
            ExitCode.NOT_RUNNING_HELP
        })
final class ListCommand implements Callable<Integer> {
    private static final int PAGE = 200;
    private static final List<String> STATES =
            List.of("received", "claimed", "completed", "quarantined", "failed");

    @Mixin Common common = new Common();

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description =
                    "Only images in this state: received, claimed, completed, quarantined or"
                            + " failed.")
    Optional<String> state = Optional.empty();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "At most so many, 1 or more (default: ${DEFAULT-VALUE}).")
    int limit = 50;

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new CommandException(
                    ExitCode.USAGE, "--limit takes 1 or more; " + limit + " was given.");
        }
        if (state.isPresent() && !STATES.contains(state.get())) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--state takes one of "
                            + String.join(", ", STATES)
                            + "; \""
                            + Terminal.printable(state.get())
                            + "\" was given.");
        }
        var rows = new ArrayList<List<String>>();
        try (Api api = common.api()) {
            String cursor = "";
            int left = limit;
            while (left > 0) {
                JsonNode page = api.json(api.get(path(cursor, Math.min(left, PAGE))));
                for (JsonNode image : page.path("images")) {
                    show(image, rows);
                    left--;
                }
                cursor = page.path("cursor").asText("");
                if (cursor.isEmpty() || page.path("cursor").isNull()) {
                    break;
                }
            }
        }
        if (!common.json()) {
            Terminal.table(
                    Terminal.out(),
                    List.of("ID", "STATE", "TYPE", "SIZE", "RECEIVED", "FILENAME"),
                    rows);
        }
        return ExitCode.OK;
    }

    private void show(JsonNode image, List<List<String>> rows) {
        if (common.json()) {
            Common.printJson(image);
            return;
        }
        rows.add(
                List.of(
                        image.path("id").asText(),
                        image.path("state").asText(),
                        image.path("contentType").asText(),
                        Terminal.bytes(image.path("bytes").asLong()),
                        image.path("receivedAt").asText(),
                        image.path("filename").isNull() ? "" : image.path("filename").asText()));
    }

    private String path(String cursor, int size) {
        return "/v1/images?limit="
                + size
                + state.map(s -> "&state=" + Query.encode(s)).orElse("")
                + (cursor.isEmpty() ? "" : "&cursor=" + Query.encode(cursor));
    }
}
