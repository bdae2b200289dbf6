package io.safelight.adapter.sql;

import io.safelight.testkit.ledger.InMemoryLedger;
import io.safelight.testkit.ledger.LedgerComparison;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SqlLedgerAndTwinTest {
    /** Another start of the seeds: {@code -Dsafelight.seed=…}. */
    private static final long FIRST_SEED = Long.getLong("safelight.seed", 1);

    private static final int SEEDS = Integer.getInteger("safelight.seeds", 25);

    @TempDir Path folder = Path.of("");

    static LongStream seeds() {
        return LongStream.range(FIRST_SEED, FIRST_SEED + SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void ledgerAndTwinGiveTheSameAnswers(long seed) {
        var comparison = new LedgerComparison(seed);

        try (var ledger =
                SqlLedger.open(
                        folder.resolve("ledger.sqlite"),
                        SqliteSettings.DEFAULTS,
                        comparison::now)) {
            comparison.run(200, ledger, new InMemoryLedger(comparison::now));
        }
    }
}
