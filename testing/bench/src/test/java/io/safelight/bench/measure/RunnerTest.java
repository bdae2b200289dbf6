package io.safelight.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.bench.measure.Result.Outcome;
import io.safelight.bench.measure.Result.Round;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunnerTest {
    private static final Row ROW =
            new Row("a-row", "something", "its peer", "images/s", new Target.AtLeastTimes(2), 3);

    private final List<String> happened = new ArrayList<>();

    @Test
    void productAndPeerTakeTurns() throws InterruptedException {
        var result = runner(100).run(new Recorded(ROW));

        assertThat(happened)
                .containsExactly(
                        "prepare", "product", "peer", "product", "peer", "product", "peer", "notes",
                        "close");
        assertThat(result.outcome())
                .isEqualTo(
                        new Outcome.Measured(
                                List.of(round(10, 4), round(20, 8), round(30, 12)),
                                Map.of("size", "1 MB")));
        assertThat(result.verdict()).isEqualTo("met");
        assertThat(result.otherWork()).isEqualTo(0.25);
    }

    @Test
    void noMoreRoundsThanAllowed() throws InterruptedException {
        runner(1).run(new Recorded(ROW));

        assertThat(happened).containsExactly("prepare", "product", "peer", "notes", "close");
    }

    @Test
    void rowWithoutPeerAsksNone() throws InterruptedException {
        var alone = new Row("alone", "something", "", "MB", new Target.AtMost(5), 1);

        var result = runner(100).run(new Recorded(alone));

        assertThat(happened).containsExactly("prepare", "product", "notes", "close");
        assertThat(result.verdict()).isEqualTo("missed");
    }

    @Test
    void missingPeerLeavesTheRowOutAndSaysWhy() throws InterruptedException {
        Benchmark benchmark = failing(new Benchmark.LeftOutException("sharp needs Node"));

        var result = runner(100).run(benchmark);

        assertThat(result.outcome()).isEqualTo(new Outcome.LeftOut("sharp needs Node"));
        assertThat(result.verdict()).isEqualTo("left out");
    }

    @Test
    void failureIsAResult() throws InterruptedException {
        var result = runner(100).run(failing(new IOException("no platform")));

        assertThat(result.outcome()).isEqualTo(new Outcome.Failed("no platform"));
    }

    private static Runner runner(int mostRounds) {
        return new Runner(mostRounds, () -> 0.25, _ -> {});
    }

    private static Round round(double product, double peer) {
        return new Round(product, Optional.of(peer));
    }

    private static Benchmark failing(IOException failure) {
        return new Benchmark() {
            @Override
            public Row row() {
                return ROW;
            }

            @Override
            public Contest prepare() throws IOException {
                throw failure;
            }
        };
    }

    private final class Recorded implements Benchmark, Benchmark.Contest {
        private final Row row;
        private int rounds;

        Recorded(Row row) {
            this.row = row;
        }

        @Override
        public Row row() {
            return row;
        }

        @Override
        public Contest prepare() {
            happened.add("prepare");
            return this;
        }

        @Override
        public double product() {
            happened.add("product");
            return 10.0 * ++rounds;
        }

        @Override
        public double peer() {
            happened.add("peer");
            return 4.0 * rounds;
        }

        @Override
        public Map<String, String> notes() {
            happened.add("notes");
            return Map.of("size", "1 MB");
        }

        @Override
        public void close() {
            happened.add("close");
        }
    }
}
