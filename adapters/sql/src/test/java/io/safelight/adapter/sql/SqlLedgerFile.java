package io.safelight.adapter.sql;

import io.safelight.ports.ledger.Ledger;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A ledger's file that is opened again and again. */
final class SqlLedgerFile implements AutoCloseable {
    private final Path file;
    private final List<Ledger> opened = new ArrayList<>();

    SqlLedgerFile(Path folder) {
        this.file = folder.resolve("ledger.sqlite");
    }

    Path path() {
        return file;
    }

    /** Closes the one before. */
    SqlLedger open(InstantSource clock) {
        close();
        SqlLedger ledger = SqlLedger.open(file, SqliteSettings.DEFAULTS, clock);
        opened.add(ledger);
        return ledger;
    }

    @Override
    public void close() {
        opened.forEach(Ledger::close);
        opened.clear();
    }
}
