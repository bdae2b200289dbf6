package io.safelight.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.bench.measure.Result.Outcome;
import io.safelight.bench.measure.Result.Round;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Outcome FAST =
            new Outcome.Measured(
                    List.of(round(40, 10), round(30, 10), round(50, 10)),
                    Map.of("mean size", "1 MB"));
    private static final Outcome ABSENT = new Outcome.LeftOut("sharp needs Node\nand npm");

    private final Report report = report(FAST, ABSENT);

    @Test
    void jsonHoldsMedianSpreadScoreAndVerdictOfEveryRow() {
        JsonNode json = report.json();

        JsonNode fast = json.path("rows").path(0);
        assertThat(fast.path("name").asText()).isEqualTo("fast");
        assertThat(fast.path("score").path("median").asDouble()).isEqualTo(4);
        assertThat(fast.path("score").path("deviation").asDouble()).isEqualTo(1);
        assertThat(fast.path("peer").path("median").asDouble()).isEqualTo(10);
        assertThat(fast.path("verdict").asText()).isEqualTo("met");
        assertThat(fast.path("rounds").asInt()).isEqualTo(3);
        assertThat(json.path("rows").path(1).path("why").asText()).startsWith("sharp needs");
        assertThat(json.path("commit").asText()).isEqualTo("e25e0a3");
        assertThat(json.path("machine").path("cores").asInt()).isEqualTo(2);
    }

    @Test
    void tableHoldsTheSame() {
        assertThat(Tables.of(List.of(report.json())))
                .contains(
                        "| `fast` | something | 4.00 ± 1.00 | ≥ 3× | met | 40.0 ± 10.0 images/s |"
                                + " 10.0 ± 0.00, its peer |",
                        "| `absent` | something |  | ≥ 3× | **left out** |  | its peer |",
                        "- `fast`: mean size 1 MB; other work took 40 % of the processors",
                        "- `absent`: sharp needs Node; other work",
                        "Abacus 3, 2 cores, 8 GB",
                        "commit e25e0a3");
    }

    @Test
    void rowThatWasMeasuredTwiceShowsTheLaterRun() {
        var later = report(FAST, FAST).json();

        assertThat(Tables.of(List.of(report.json(), later)))
                .contains("| `absent` | something | 4.00")
                .containsOnlyOnce("| `fast` |")
                .contains("- run 1: `./safelight bench`", "- `absent`: run 2; mean size 1 MB")
                .doesNotContain("left out");
    }

    @Test
    void rowThatIsLeftOutIsNoFailureButOneThatFailedIs() {
        assertThat(report.isGood()).isTrue();
        assertThat(report(FAST, new Outcome.Failed("no platform")).isGood()).isFalse();
    }

    private static Report report(Outcome fast, Outcome absent) {
        return new Report(
                new Machine("Abacus 3", 2, 8_000_000_000L, "6.1", "25"),
                "e25e0a3",
                "./safelight bench",
                "libvips 8.14.1",
                Instant.parse("2026-11-21T12:00:00Z"),
                List.of(
                        new Result(row("fast"), fast, 0.4),
                        new Result(row("absent"), absent, 0.4)));
    }

    private static Row row(String name) {
        return new Row(name, "something", "its peer", "images/s", new Target.AtLeastTimes(3), 3);
    }

    private static Round round(double product, double peer) {
        return new Round(product, Optional.of(peer));
    }
}
