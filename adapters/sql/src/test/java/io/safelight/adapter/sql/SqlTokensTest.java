package io.safelight.adapter.sql;

import io.safelight.ports.access.Tokens;
import io.safelight.testkit.access.TokensContract;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqlTokensTest extends TokensContract {
    @TempDir Path folder = Path.of("");
    private SqlLedgerFile file = new SqlLedgerFile(folder);

    @BeforeEach
    void newFile() {
        file = new SqlLedgerFile(folder);
    }

    @AfterEach
    void close() {
        file.close();
    }

    @Override
    protected Tokens tokens() {
        return file.open(InstantSource.system()).tokens();
    }

    @Override
    protected Optional<Tokens> reopened() {
        return Optional.of(tokens());
    }
}
