package io.safelight.testkit.ledger;

import io.safelight.ports.ledger.Ledger;
import java.time.InstantSource;

final class InMemoryLedgerTest extends LedgerContract {
    @Override
    protected Ledger open(InstantSource clock) {
        return new InMemoryLedger(clock);
    }
}
