package io.safelight.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.node.client.Api;
import io.safelight.node.client.Common;
import io.safelight.node.client.ExitCode;
import io.safelight.node.client.Terminal;
import java.time.Instant;
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
            var page = new StatusPage(status, Instant.now());
            if (common.json()) {
                Common.printJson(status);
            } else {
                page.print(Terminal.out());
            }
            return page.isReady() ? ExitCode.OK : ExitCode.FAILED;
        }
    }
}
