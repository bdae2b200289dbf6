package io.safelight.node.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.safelight.node.client.Api;
import io.safelight.node.client.Data;
import io.safelight.node.client.ExitCode;
import io.safelight.node.client.Terminal;
import io.safelight.node.configuration.Configuration;
import io.safelight.node.configuration.DataDirectory;
import io.safelight.node.configuration.Version;
import io.safelight.node.foreground.Foreground;
import io.safelight.node.platform.Platform;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the whole way on this machine. */
@Command(
        name = "demo",
        description =
                "Start the platform here and send images the whole way: in through both doors,"
                    + " scanned, processed, catalogued, queried. Without FOLDER it makes its own"
                    + " images.",
        footer = {
            "",
            "Where the official virus signatures cannot be had it goes on with test signatures, and"
                    + " says so.",
            "",
            "Examples:",
            "  safelight demo",
            "  safelight demo ~/Pictures",
            "  safelight demo --exit --json | tail -n 1 | jq .lostImages"
        },
        exitCodeListHeading = ExitCode.HEADING,
        exitCodeList = {
            "0:Every accepted image is in a final state and in the lake.",
            "1:An image was lost.",
            ExitCode.USAGE_HELP,
            ExitCode.CANNOT_START_HELP
        })
public final class DemoCommand implements Callable<Integer> {
    private static final String LOG_LEVEL = "SAFELIGHT_LOG_LEVEL";
    private static final JsonMapper JSON = new JsonMapper();
    private static final long SEED = 20_261_121;
    private static final int PHOTOS = 24;

    @Mixin Data where = new Data();

    @Option(
            names = "--json",
            description =
                    "Print one JSON object as the last line: submitted, accepted, refused,"
                            + " completed, quarantined, failed, lakeRows, lostImages, seconds.")
    boolean json;

    @Parameters(
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "Images to send, with all folders below.")
    Optional<Path> folder = Optional.empty();

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Port of the HTTP door; 0 takes any free one.")
    Optional<Integer> port = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "Set a setting; may be repeated.")
    Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--exit", description = "Stop after the report.")
    boolean exit;

    @Override
    public Integer call() throws IOException {
        quietLogs();
        PrintStream out = Terminal.out();
        List<Sample> samples =
                folder.isPresent()
                        ? FolderImages.in(folder.get(), out)
                        : SampleImages.make(SEED, PHOTOS);
        DataDirectory data = where.directory();
        var settings = Configuration.load(data, System.getenv(), overrides());
        out.println("Starting Safelight " + Version.current() + " in " + data.root() + " …");
        Instant started = Instant.now();
        return Foreground.run(data, settings, platform -> show(platform, samples, started, out));
    }

    private int show(Platform platform, List<Sample> samples, Instant started, PrintStream out)
            throws IOException, InterruptedException {
        out.println(
                "Up in "
                        + seconds(started)
                        + " s: "
                        + platform.url()
                        + ", Kafka on "
                        + platform.bootstrapServers()
                        + ".");
        DemoReport report = run(platform, samples, started, out);
        if (json && exit) {
            out.println(report.json());
        }
        if (!exit) {
            stayUp(out, report);
        }
        return report.lost() == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private DemoReport run(
            Platform platform, List<Sample> samples, Instant started, PrintStream out)
            throws IOException, InterruptedException {
        DataDirectory data = where.directory();
        String admin = data.read(data.adminToken()).orElseThrow();
        try (var administrator = new Api(URI.create(platform.url()), admin)) {
            JsonNode token = administrator.patientJson(administrator.post("/v1/tokens", who()));
            awaitScanner(administrator);
            try (var api = new Api(URI.create(platform.url()), token.path("token").asText());
                    var run = new DemoRun(api, token, UUID.randomUUID().toString(), out)) {
                run.send(samples);
                run.awaitFinal();
                var report = DemoReport.of(run, Duration.between(started, Instant.now()));
                report.print(out);
                return report;
            }
        }
    }

    /** Signatures take some seconds to load; then it is known whether they are test signatures. */
    private static void awaitScanner(Api administrator) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(90));
        while (Instant.now().isBefore(deadline)) {
            JsonNode status = administrator.json(administrator.get("/v1/status"));
            if (status.path("dependencies").path("scanner").path("ready").asBoolean()) {
                status.path("notices").forEach(notice -> Terminal.noticeOnce(notice.asText()));
                return;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        Terminal.noticeOnce("The virus scanner is not ready; images wait for it.");
    }

    /** The report in JSON comes when it stops: it is the last line. */
    private void stayUp(PrintStream out, DemoReport report) throws InterruptedException {
        DataDirectory data = where.directory();
        String at =
                data.root().equals(Path.of("data").toAbsolutePath())
                        ? ""
                        : " --data " + data.root();
        out.println();
        out.println("The platform stays up until Ctrl-C. In another terminal:");
        out.println("  ./safelight status" + at);
        out.println("  ./safelight put FILE" + at);
        out.println("  ./safelight ls" + at);
        out.println(
                "  ./safelight sql"
                        + at
                        + " \"SELECT camera_make, count(*) AS images FROM images GROUP BY"
                        + " camera_make\"");
        try {
            new CountDownLatch(1).await();
        } finally {
            if (json) {
                out.println(report.json());
            }
        }
    }

    private Map<String, String> overrides() {
        var overrides = new LinkedHashMap<String, String>();
        overrides.put("scan.signatures", "official-or-test");
        overrides.putAll(set);
        port.ifPresent(number -> overrides.put("http.port", Integer.toString(number)));
        if (System.getenv(LOG_LEVEL) == null) {
            overrides.putIfAbsent("log.level", "ERROR");
        }
        return overrides;
    }

    private static JsonNode who() {
        return JSON.createObjectNode().put("tenant", "demo").put("principal", "demo");
    }

    /**
     * The demo tells what happens; events would run through it. Before the first logger is made.
     */
    private static void quietLogs() {
        if (System.getenv(LOG_LEVEL) == null) {
            System.setProperty(LOG_LEVEL, "ERROR");
        }
    }

    static String seconds(Instant since) {
        return "%.1f".formatted(Duration.between(since, Instant.now()).toMillis() / 1000.0);
    }
}
