package io.safelight.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.node.client.Api;
import io.safelight.node.client.Common;
import io.safelight.node.client.ExitCode;
import io.safelight.node.client.Terminal;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows all that is known of one image. */
@Command(
        name = "show",
        description = {
            "Show all that is known of one image: its state and the cause of it, verdict, probe,"
                    + " EXIF, outputs, program versions, attempts, times, expiry."
        },
        footer = {
            "",
            "Examples:",
            "  safelight show 019aa7c4-52d0-7c31-9a55-0123456789ab",
            "  safelight show ID --json | jq .outputs"
        },
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            ExitCode.OK_HELP,
            ExitCode.FAILED_HELP,
            ExitCode.USAGE_HELP,
            ExitCode.NOT_RUNNING_HELP
        })
final class ShowCommand implements Callable<Integer> {
    @Mixin Common common = new Common();

    @Parameters(paramLabel = "ID", description = "The image's id, as put and ls print it.")
    String id = "";

    @Override
    public Integer call() {
        try (Api api = common.api()) {
            JsonNode image = api.json(api.get(ImageAddress.of(id)));
            if (common.json()) {
                Common.printJson(image);
            } else {
                print(Terminal.out(), image, "");
            }
            return ExitCode.OK;
        }
    }

    private static void print(PrintStream out, JsonNode node, String indent) {
        node.properties()
                .forEach(
                        field -> {
                            JsonNode value = field.getValue();
                            if (value.isObject()) {
                                out.println(indent + field.getKey() + ":");
                                print(out, value, indent + "  ");
                            } else if (value.isArray()) {
                                out.println(indent + field.getKey() + ":");
                                value.forEach(item -> printItem(out, item, indent));
                            } else if (!value.isNull()) {
                                out.println(
                                        indent
                                                + field.getKey()
                                                + ": "
                                                + Terminal.printable(value.asText()));
                            }
                        });
    }

    private static void printItem(PrintStream out, JsonNode item, String indent) {
        out.println(indent + "  -");
        print(out, item, indent + "    ");
    }
}
