package io.safelight.bench.measure;

import io.safelight.bench.measure.Benchmark.Contest;
import io.safelight.bench.measure.Benchmark.LeftOutException;
import io.safelight.bench.measure.Result.Outcome;
import io.safelight.bench.measure.Result.Round;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measures rows. Product and peer take turns, so that whatever else happens on the machine happens
 * to both.
 */
public final class Runner {
    private final int mostRounds;
    private final Quiet quiet;
    private final Consumer<String> progress;

    /** Looks how much else happens on the machine. */
    public interface Quiet {
        /** The share of the processors that is busy, 0 to 1. */
        double otherWork() throws IOException, InterruptedException;
    }

    /**
     * @param mostRounds of any row
     * @param progress takes a line from time to time
     */
    public Runner(int mostRounds, Quiet quiet, Consumer<String> progress) {
        this.mostRounds = mostRounds;
        this.quiet = quiet;
        this.progress = progress;
    }

    /** A row that fails is a result too: the others go on. */
    public Result run(Benchmark benchmark) throws InterruptedException {
        Row row = benchmark.row();
        progress.accept(row.name() + ": getting ready");
        double otherWork = 0;
        try {
            otherWork = quiet.otherWork();
            return new Result(row, outcome(benchmark), otherWork);
        } catch (LeftOutException e) {
            progress.accept(row.name() + ": left out: " + e.getMessage());
            return new Result(row, new Outcome.LeftOut(String.valueOf(e.getMessage())), otherWork);
        } catch (IOException | RuntimeException e) {
            progress.accept(row.name() + ": " + e);
            return new Result(row, new Outcome.Failed(String.valueOf(e.getMessage())), otherWork);
        }
    }

    private Outcome outcome(Benchmark benchmark) throws IOException, InterruptedException {
        try (Contest contest = benchmark.prepare()) {
            return measured(benchmark.row(), contest);
        }
    }

    private Outcome measured(Row row, Contest contest) throws IOException, InterruptedException {
        var rounds = new ArrayList<Round>();
        int count = Math.min(row.rounds(), mostRounds);
        for (int i = 1; i <= count; i++) {
            double product = contest.product();
            Optional<Double> peer =
                    row.target().hasPeer() ? Optional.of(contest.peer()) : Optional.empty();
            rounds.add(new Round(product, peer));
            progress.accept(
                    String.format(
                            Locale.ROOT,
                            "%s: round %d of %d: %.4g%s %s",
                            row.name(),
                            i,
                            count,
                            product,
                            peer.map(value -> String.format(Locale.ROOT, ", peer %.4g", value))
                                    .orElse(""),
                            row.unit()));
        }
        return new Outcome.Measured(rounds, contest.notes());
    }
}
