package io.safelight.adapter.sql;

import io.safelight.ports.ledger.Ledger;
import io.safelight.testkit.ledger.LedgerContract;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class SqlLedgerTest extends LedgerContract {
    @TempDir Path folder = Path.of("");
    private SqlLedgerFile file = new SqlLedgerFile(folder);

    @BeforeEach
    void newFile() {
        file = new SqlLedgerFile(folder);
    }

    @Override
    protected Ledger open(InstantSource clock) {
        return file.open(clock);
    }

    @Override
    protected Optional<Ledger> reopen(InstantSource clock) {
        return Optional.of(file.open(clock));
    }
}
