package io.safelight.adapter.sql;

import io.safelight.ports.ledger.Ledger;
import io.safelight.testkit.ledger.CatalogLedgerContract;
import io.safelight.testkit.ledger.ChangeFeedContract;
import io.safelight.testkit.ledger.ClaimOrderContract;
import io.safelight.testkit.ledger.ImageLedgerContract;
import io.safelight.testkit.ledger.WorkLedgerContract;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

class SqlLedgerTest {
    @TempDir Path folder = Path.of("");
    private SqlLedgerFile file = new SqlLedgerFile(folder);

    @BeforeEach
    void newFile() {
        file = new SqlLedgerFile(folder);
    }

    @Nested
    class Images extends ImageLedgerContract {
        @Override
        protected Ledger open(InstantSource clock) {
            return file.open(clock);
        }

        @Override
        protected Optional<Ledger> reopen(InstantSource clock) {
            return Optional.of(file.open(clock));
        }
    }

    @Nested
    class Work extends WorkLedgerContract {
        @Override
        protected Ledger open(InstantSource clock) {
            return file.open(clock);
        }

        @Override
        protected Optional<Ledger> reopen(InstantSource clock) {
            return Optional.of(file.open(clock));
        }
    }

    @Nested
    class Order extends ClaimOrderContract {
        @Override
        protected Ledger open(InstantSource clock) {
            return file.open(clock);
        }
    }

    @Nested
    class Feed extends ChangeFeedContract {
        @Override
        protected Ledger open(InstantSource clock) {
            return file.open(clock);
        }

        @Override
        protected Optional<Ledger> reopen(InstantSource clock) {
            return Optional.of(file.open(clock));
        }
    }

    @Nested
    class Catalog extends CatalogLedgerContract {
        @Override
        protected Ledger open(InstantSource clock) {
            return file.open(clock);
        }

        @Override
        protected Optional<Ledger> reopen(InstantSource clock) {
            return Optional.of(file.open(clock));
        }
    }
}
