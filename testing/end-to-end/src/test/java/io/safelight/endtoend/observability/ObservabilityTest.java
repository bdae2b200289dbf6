package io.safelight.endtoend.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.endtoend.program.Client;
import io.safelight.endtoend.program.Pictures;
import io.safelight.endtoend.program.PlatformProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every name in the rule file, the dashboard and the docs is one that the program tells. */
@Timeout(240)
class ObservabilityTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Prometheus' own, and what it adds to each series. */
    private static final Set<String> OF_PROMETHEUS = Set.of("up");

    private static final Set<String> LABELS_OF_PROMETHEUS = Set.of("job", "instance", "le");
    private static final Pattern FAMILY = Pattern.compile("# TYPE (\\S+) \\S+");
    private static final Pattern DOCUMENTED =
            Pattern.compile("^\\| `([a-z_]+)`", Pattern.MULTILINE);

    private static String text = "";
    private static String atFirst = "";
    private static Scrape scrape = new Scrape(Map.of());

    /** One image that gets done, one that is refused, one question: everything has been counted. */
    @BeforeAll
    static void scrape(@TempDir Path folder) throws Exception {
        try (var platform = PlatformProcess.ready(folder.resolve("data"))) {
            Client client = platform.administrator();
            atFirst = metrics(client);
            client.upload(Pictures.png(64, 48));
            client.post("/v1/images", "no image".getBytes(StandardCharsets.UTF_8)).expect(415);
            client.awaitCount("SELECT count(*) FROM images", 1);
            await().atMost(PATIENCE)
                    .until(() -> metrics(client).contains("catalog_lag_seconds_count 1"));
            text = metrics(client);
        }
        scrape = Scrape.of(text);
    }

    @Test
    void everyAlertNamesOnlyWhatIsThereAndSaysWhatToDo() throws IOException {
        var names = new HashSet<String>();
        List<Map<?, ?>> alerts = Deployed.alerts();

        for (Map<?, ?> alert : alerts) {
            String name = String.valueOf(alert.get("alert"));
            assertThat(name).matches("Safelight[A-Z][A-Za-z]+");
            assertThat(names.add(name)).as(name + " is there once").isTrue();
            isThere(name, String.valueOf(alert.get("expr")));
            assertThat(String.valueOf(alert.get("for"))).as(name).matches("null|[1-9][0-9]*[mh]");
            assertThat(field(alert, "labels", "severity")).as(name).isIn("page", "ticket");
            assertThat(field(alert, "annotations", "summary")).as(name).endsWith(".");
            assertThat(field(alert, "annotations", "action")).as(name).endsWith(".");
        }
        assertThat(alerts).hasSizeGreaterThan(20);
    }

    @Test
    void everyPanelNamesOnlyWhatIsThere() throws IOException {
        var ids = new HashSet<Integer>();
        int expressions = 0;

        for (JsonNode panel : Deployed.dashboard().path("panels")) {
            String title = panel.path("title").asText();
            assertThat(title).isNotBlank();
            assertThat(ids.add(panel.path("id").asInt())).as(title).isTrue();
            assertThat(panel.path("type").asText()).isIn("row", "stat", "timeseries");
            for (JsonNode target : panel.path("targets")) {
                isThere(title, target.path("expr").asText());
                expressions++;
            }
        }
        assertThat(expressions).isGreaterThan(50);
    }

    @Test
    void noPanelCoversAnother() throws IOException {
        var taken = new HashSet<String>();
        for (JsonNode panel : Deployed.dashboard().path("panels")) {
            JsonNode at = panel.path("gridPos");
            for (int x = at.path("x").asInt();
                    x < at.path("x").asInt() + at.path("w").asInt();
                    x++) {
                assertThat(x).isLessThan(24);
                for (int y = 0; y < at.path("h").asInt(); y++) {
                    String cell = x + "," + (at.path("y").asInt() + y);
                    assertThat(taken.add(cell)).as(panel.path("title").asText()).isTrue();
                }
            }
        }
    }

    @Test
    void thePageTellsOfEveryMetricAndOfNoOther() throws IOException {
        var documented = new TreeSet<String>();
        DOCUMENTED.matcher(Deployed.page()).results().forEach(r -> documented.add(r.group(1)));

        var families = new TreeSet<String>();
        FAMILY.matcher(text).results().forEach(r -> families.add(r.group(1)));
        families.removeIf(family -> family.endsWith("_max"));

        assertThat(documented).isEqualTo(families);
    }

    /** Else a rate() would not see the first time that something happens. */
    @Test
    void nothingIsCountedForTheFirstTimeWithoutHavingBeenZero() {
        assertThat(series(text)).isSubsetOf(series(atFirst));
    }

    /**
     * But for requests: most routes are never asked for, and the codes of ingest are counted there.
     */
    private static Set<String> series(String scraped) {
        return scraped.lines()
                .filter(line -> !line.startsWith("#") && !line.startsWith("http_requests_"))
                .filter(line -> !line.startsWith("http_problems_"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void whatThePartsCountThemselvesIsTold() {
        for (String counted :
                List.of(
                        "ledger_commits_total",
                        "ledger_commits_seconds_total",
                        "ledger_writes_total",
                        "node_cpu_seconds_total",
                        "sandbox_starts_total\\{outcome=\"up\"}",
                        "node_ready\\{part=\"scanner\"}",
                        "scan_test",
                        "ingest_free_bytes")) {
            assertThat(text).as(counted).containsPattern("(?m)^" + counted + " [0-9.E]*[1-9]");
        }
    }

    @Test
    void noMetricHasLabelsWithoutEnd() {
        var perMetric =
                text.lines()
                        .filter(line -> !line.startsWith("#") && !line.contains("_bucket{"))
                        .collect(
                                Collectors.groupingBy(
                                        line -> line.split("[{ ]")[0], Collectors.counting()));

        assertThat(perMetric.values()).allMatch(count -> count <= 200);
    }

    private static void isThere(String where, String expression) {
        PromQl read = PromQl.of(expression);
        var labels = new TreeSet<>(LABELS_OF_PROMETHEUS);

        assertThat(read.metrics()).as(where).isNotEmpty();
        for (String metric : read.metrics()) {
            boolean known = OF_PROMETHEUS.contains(metric) || scrape.names().contains(metric);
            assertThat(known).as(where + " names " + metric).isTrue();
            labels.addAll(scrape.labelsOf(metric));
        }
        assertThat(labels).as(where).containsAll(read.labels());
    }

    private static String field(Map<?, ?> rule, String map, String key) {
        return rule.get(map) instanceof Map<?, ?> inner ? String.valueOf(inner.get(key)) : "";
    }

    private static String metrics(Client client) throws IOException {
        return new String(client.get("/metrics").expect(200).body(), StandardCharsets.UTF_8);
    }
}
