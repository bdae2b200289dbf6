package io.safelight.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.safelight.bench.measure.Result.Outcome;
import io.safelight.bench.measure.Result.Round;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final Report report =
            new Report(
                    new Machine("Abacus 3", 2, 8_000_000_000L, "6.1", "25", 0.4),
                    "e25e0a3",
                    "./safelight bench",
                    "libvips 8.14.1",
                    Instant.parse("2026-11-21T12:00:00Z"),
                    List.of(
                            new Result(
                                    row("fast", new Target.AtLeastTimes(3)),
                                    new Outcome.Measured(
                                            List.of(round(40, 10), round(30, 10), round(50, 10)),
                                            Map.of("mean size", "1 MB"))),
                            new Result(
                                    row("absent", new Target.AtLeastTimes(2)),
                                    new Outcome.LeftOut("sharp needs Node\nand npm"))));

    @Test
    void tableHoldsEveryRowWithMedianSpreadScoreAndVerdict() {
        assertThat(report.text())
                .contains(
                        "| `fast` | something | 40.0 ± 10.0 images/s | 10.0 ± 0.00, its peer | 4.00"
                                + " ± 1.00 | ≥ 3× | met |",
                        "| `absent` | something | sharp needs Node | |  | ≥ 2× | left out |",
                        "- `fast`: mean size 1 MB",
                        "Abacus 3, 2 cores, 8 GB",
                        "commit e25e0a3");
        assertThat(report.isAllMet()).isFalse();
    }

    @Test
    void jsonHoldsTheSame() throws IOException {
        JsonNode json = new JsonMapper().readTree(report.json());

        JsonNode fast = json.path("rows").path(0);
        assertThat(fast.path("name").asText()).isEqualTo("fast");
        assertThat(fast.path("score").path("median").asDouble()).isEqualTo(4);
        assertThat(fast.path("score").path("deviation").asDouble()).isEqualTo(1);
        assertThat(fast.path("verdict").asText()).isEqualTo("met");
        assertThat(fast.path("rounds").asInt()).isEqualTo(3);
        assertThat(json.path("rows").path(1).path("why").asText()).startsWith("sharp needs");
        assertThat(json.path("commit").asText()).isEqualTo("e25e0a3");
    }

    private static Row row(String name, Target target) {
        return new Row(name, "something", "its peer", "images/s", target, 3);
    }

    private static Round round(double product, double peer) {
        return new Round(product, Optional.of(peer));
    }
}
