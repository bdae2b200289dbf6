package io.safelight.testkit.ledger;

import io.safelight.ports.ledger.Ledger;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Nested;

/** The duties of a ledger, port by port. */
public abstract class LedgerContract {

    /** A new and empty ledger. */
    protected abstract Ledger open(InstantSource clock) throws IOException;

    /**
     * The ledger that {@link #open} returned last, after it was closed and opened again; empty when
     * it forgets. By default it forgets.
     */
    protected Optional<Ledger> reopen(InstantSource clock) throws IOException {
        return Optional.empty();
    }

    @Nested
    final class Images extends ImageLedgerContract {
        Images() {
            super(LedgerContract.this);
        }
    }

    @Nested
    final class Work extends WorkLedgerContract {
        Work() {
            super(LedgerContract.this);
        }
    }

    @Nested
    final class Order extends ClaimOrderContract {
        Order() {
            super(LedgerContract.this);
        }
    }

    @Nested
    final class Feed extends ChangeFeedContract {
        Feed() {
            super(LedgerContract.this);
        }
    }

    @Nested
    final class Rates extends FlowLedgerContract {
        Rates() {
            super(LedgerContract.this);
        }
    }

    @Nested
    final class Catalog extends CatalogLedgerContract {
        Catalog() {
            super(LedgerContract.this);
        }
    }
}
