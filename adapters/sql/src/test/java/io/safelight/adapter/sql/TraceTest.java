package io.safelight.adapter.sql;

import static io.safelight.testkit.ledger.LedgerSamples.ACME;
import static io.safelight.testkit.ledger.LedgerSamples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.work.NewImage;
import io.safelight.testkit.ledger.LedgerSamples;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceTest {
    private static final Optional<String> TRACE =
            Optional.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

    @TempDir Path folder = Path.of("");

    @Test
    void whereAnImageIsTracedOutlivesTheProcess() {
        NewImage plain = LedgerSamples.image(ACME, 1, NOON);
        NewImage traced = traced(LedgerSamples.image(ACME, 2, NOON));
        try (SqlLedger ledger = open()) {
            ledger.admit(List.of(plain, traced));
        }

        try (SqlLedger ledger = open()) {
            assertThat(ledger.find(plain.id()).orElseThrow().origin().trace()).isEmpty();
            assertThat(ledger.find(traced.id()).orElseThrow().origin().trace()).isEqualTo(TRACE);
        }
    }

    private SqlLedger open() {
        return SqlLedger.open(folder.resolve("ledger.sqlite"), SqliteSettings.DEFAULTS, () -> NOON);
    }

    private static NewImage traced(NewImage image) {
        return new NewImage(
                image.id(),
                image.origin().traced(TRACE),
                image.description(),
                image.content(),
                image.lifetime(),
                image.raw(),
                image.idempotencyKey(),
                image.receiptNonce());
    }
}
