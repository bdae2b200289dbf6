package io.safelight.node.cli;

import io.safelight.node.client.Api;
import io.safelight.node.client.Common;
import io.safelight.node.client.ExitCode;
import io.safelight.node.client.Terminal;
import io.safelight.node.configuration.Configuration;
import io.safelight.node.foreground.Foreground;
import io.safelight.node.platform.Platform;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the platform until it is told to stop. */
@Command(
        name = "run",
        description = "Run the platform until Ctrl-C.",
        footer = {
            "",
            "The first start writes DIR/admin.token, for its owner only; client commands find it"
                    + " and the platform through --data.",
            "",
            "Settings come from DIR/safelight.properties, then from the environment"
                + " (SAFELIGHT_HTTP_PORT is http.port), then from --set. `safelight settings` lists"
                + " them all.",
            "",
            "Examples:",
            "  safelight run",
            "  safelight run --data /srv/safelight --port 8080",
            "  safelight run --set scan.signatures=test"
        },
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            ExitCode.USAGE_HELP,
            ExitCode.CANNOT_START_HELP,
            "130, 143:It was stopped by Ctrl-C, by SIGTERM."
        })
final class RunCommand implements Callable<Integer> {
    @Mixin Common common = new Common();

    @Option(
            names = "--port",
            paramLabel = "N",
            description =
                    "Port of the HTTP door; 0 takes any free one. Short for --set http.port=….")
    Optional<Integer> port = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Set a setting; may be repeated.")
    Map<String, String> set = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException {
        var overrides = new LinkedHashMap<>(set);
        port.ifPresent(number -> overrides.put("http.port", Integer.toString(number)));
        var settings = Configuration.load(common.directory(), System.getenv(), overrides);
        return Foreground.run(common.directory(), settings, new UntilStopped());
    }

    private final class UntilStopped implements Foreground.Use {
        @Override
        public void listening(Platform platform) {
            say(Terminal.out(), "listening", platform.url());
        }

        @Override
        public int up(Platform platform) throws InterruptedException {
            say(Terminal.out(), "ready", platform.url());
            new CountDownLatch(1).await();
            return ExitCode.OK;
        }
    }

    private void say(PrintStream out, String event, String url) {
        if (common.json()) {
            Common.printJson(
                    Api.object()
                            .put("event", event)
                            .put("url", url)
                            .put("data", common.directory().root().toString()));
        } else {
            out.println(
                    event.equals("listening")
                            ? "Safelight listens on "
                                    + url
                                    + "; its data lies in "
                                    + common.directory().root()
                                    + "."
                            : "All parts are up. Ctrl-C stops.");
        }
    }
}
