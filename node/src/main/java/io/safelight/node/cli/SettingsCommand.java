package io.safelight.node.cli;

import io.safelight.node.client.Api;
import io.safelight.node.client.Common;
import io.safelight.node.client.ExitCode;
import io.safelight.node.client.Terminal;
import io.safelight.node.configuration.Configuration;
import io.safelight.settings.Setting;
import io.safelight.settings.Settings;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists every setting. */
@Command(
        name = "settings",
        description = "List every setting with its default and its range. Needs no platform.",
        footer = {
            "",
            "Examples:",
            "  safelight settings",
            "  safelight settings --json | jq -r .name",
            "  safelight run --set work.places=2"
        },
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {ExitCode.OK_HELP, ExitCode.USAGE_HELP})
final class SettingsCommand implements Callable<Integer> {
    @Mixin Common common = new Common();

    @Option(names = "--markdown", description = "Print the reference page, docs/configuration.md.")
    boolean markdown;

    @Override
    public Integer call() {
        List<Setting> settings = Configuration.declared();
        if (common.json()) {
            settings.forEach(SettingsCommand::printJson);
        } else if (markdown) {
            Terminal.out().print(reference(settings));
        } else {
            printTable(Terminal.out(), settings);
        }
        return ExitCode.OK;
    }

    /** The reference page, as docs/configuration.md holds it. */
    public static String reference(List<Setting> settings) {
        var page =
                new StringBuilder(
                        """
                        # Configuration

                        This page is generated: `safelight settings --markdown > docs/configuration.md`.

                        Settings come from `DIR/safelight.properties`, then from the environment, then from `--set NAME=VALUE`; the
                        later wins. A wrong value or an unknown name stops the start, and every error is told at once. Sizes are
                        written `64MiB`, durations `30s`, `5m` or `7d`. 0 never means unlimited.

                        | setting | default | takes | meaning | environment |
                        |---|---|---|---|---|
                        """);
        for (Setting s : settings) {
            page.append(
                    "| `%s` | `%s` | %s | %s | `%s` |%n"
                            .formatted(
                                    s.name(),
                                    s.defaultValue(),
                                    s.form(),
                                    s.meaning(),
                                    Settings.environmentName(s.name())));
        }
        return page.toString();
    }

    private static void printTable(PrintStream out, List<Setting> settings) {
        var rows = new ArrayList<List<String>>();
        settings.forEach(s -> rows.add(List.of(s.name(), s.defaultValue(), s.form(), s.meaning())));
        Terminal.table(out, List.of("SETTING", "DEFAULT", "TAKES", "MEANING"), rows);
    }

    private static void printJson(Setting s) {
        Common.printJson(
                Api.object()
                        .put("name", s.name())
                        .put("default", s.defaultValue())
                        .put("takes", s.form())
                        .put("meaning", s.meaning()));
    }
}
