package io.safelight.testkit.ledger;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerComparisonTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void twoTwinsAreTheSame(long seed) {
        var comparison = new LedgerComparison(seed);

        comparison.run(
                500, new InMemoryLedger(comparison::now), new InMemoryLedger(comparison::now));
    }
}
