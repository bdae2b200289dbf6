package io.safelight.testkit.ledger;

import io.safelight.ports.ledger.Ledger;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;

class InMemoryLedgerTest {
    @Nested
    class Images extends ImageLedgerContract {
        @Override
        protected Ledger open(InstantSource clock) {
            return new InMemoryLedger(clock);
        }
    }

    @Nested
    class Work extends WorkLedgerContract {
        @Override
        protected Ledger open(InstantSource clock) {
            return new InMemoryLedger(clock);
        }
    }

    @Nested
    class Order extends ClaimOrderContract {
        @Override
        protected Ledger open(InstantSource clock) {
            return new InMemoryLedger(clock);
        }
    }

    @Nested
    class Feed extends ChangeFeedContract {
        @Override
        protected Ledger open(InstantSource clock) {
            return new InMemoryLedger(clock);
        }
    }

    @Nested
    class Catalog extends CatalogLedgerContract {
        @Override
        protected Ledger open(InstantSource clock) {
            return new InMemoryLedger(clock);
        }
    }
}
