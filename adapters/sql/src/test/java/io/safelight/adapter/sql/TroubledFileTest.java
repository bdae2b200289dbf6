package io.safelight.adapter.sql;

import static io.safelight.testkit.ledger.LedgerSamples.ACME;
import static io.safelight.testkit.ledger.LedgerSamples.NODE_1;
import static io.safelight.testkit.ledger.LedgerSamples.NOON;
import static io.safelight.testkit.ledger.LedgerSamples.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.domain.work.Claim;
import io.safelight.domain.work.State;
import io.safelight.domain.work.Tries;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.ledger.Admission;
import io.safelight.testkit.ledger.LedgerSamples;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ledger's file, locked by another program, and on a full disk. */
@Timeout(60)
class TroubledFileTest {
    private static final InstantSource CLOCK = () -> NOON;
    private static final long PLENTY = 1_000_000;

    /** Impatient, to be quick. */
    private static final SqliteSettings SETTINGS =
            new SqliteSettings(2, 64, 100, Duration.ofSeconds(10), Duration.ofMillis(200));

    @TempDir Path folder = Path.of("");

    @Test
    void whileAnotherProgramHasLockedItWritesFailAndReadsGoOn() throws Exception {
        Path file = folder.resolve("ledger.sqlite");
        try (SqlLedger ledger = SqlLedger.open(file, SETTINGS, CLOCK)) {
            ledger.admit(List.of(image(ACME, 1)));
            Claim claim =
                    ledger.claim(NODE_1, 1, true, NOON, Duration.ofHours(1)).getFirst().claim();
            try (var _ = LockingProcess.start(file, "BEGIN EXCLUSIVE")) {
                assertRetryable(() -> ledger.admit(List.of(image(ACME, 2))));
                assertRetryable(
                        () -> ledger.finish(claim, LedgerSamples.completed(1), Tries.NONE, NOON));

                assertThat(ledger.find(image(ACME, 1).id())).isPresent();
                assertThat(ledger.find(image(ACME, 2).id())).isEmpty();
            }

            assertThat(ledger.admit(List.of(image(ACME, 2))))
                    .singleElement()
                    .isInstanceOf(Admission.Admitted.class);
            assertThat(ledger.finish(claim, LedgerSamples.completed(1), Tries.NONE, NOON)).isTrue();
        }
    }

    @Test
    void aLedgerThatIsLockedWhenItIsOpenedIsToldByASentence() throws Exception {
        Path file = folder.resolve("ledger.sqlite");
        SqlLedger.open(file, SETTINGS, CLOCK).close();
        try (var _ =
                LockingProcess.start(file, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE")) {
            assertThatThrownBy(() -> SqlLedger.open(file, SETTINGS, CLOCK))
                    .isInstanceOfSatisfying(
                            PortException.class,
                            e -> assertThat(e.kind()).isEqualTo(Kind.RETRYABLE))
                    .hasMessageContaining("locked by another program")
                    .hasMessageContaining("start again");
        }

        SqlLedger.open(file, SETTINGS, CLOCK).close();
    }

    @Test
    void aFullDiskFailsWritesUntilThereIsRoomAndLosesNothing() {
        var sqlite = new Sqlite(folder.resolve("ledger.sqlite"), SETTINGS.lockPatience());
        sqlite.migrate();
        var pages = new AtomicLong(100);
        SessionSource cramped = () -> limited(sqlite.openToWrite(), pages.get());
        try (SqlLedger ledger = SqlLedger.open(cramped, sqlite::openToRead, SETTINGS, CLOCK)) {
            int admitted = admitUntilFull(ledger);

            assertRetryable(() -> ledger.admit(List.of(image(ACME, PLENTY))));
            assertThat(ledger.summary(NOON).in(State.RECEIVED)).isEqualTo(admitted);

            // The next write has a new connection, since the last one failed.
            pages.set(PLENTY);
            assertThat(ledger.admit(List.of(image(ACME, PLENTY))))
                    .singleElement()
                    .isInstanceOf(Admission.Admitted.class);
            assertThat(ledger.summary(NOON).in(State.RECEIVED)).isEqualTo(admitted + 1);
        }
    }

    private static int admitUntilFull(SqlLedger ledger) {
        for (int i = 0; i < PLENTY; i++) {
            try {
                ledger.admit(List.of(image(ACME, i)));
            } catch (PortException e) {
                assertThat(e.kind()).isEqualTo(Kind.RETRYABLE);
                return i;
            }
        }
        throw new AssertionError("never full");
    }

    private static Session limited(Session session, long pages) throws SQLException {
        session.one("PRAGMA max_page_count = " + pages, Row::number);
        return session;
    }

    private static void assertRetryable(Callable<?> call) {
        assertThatThrownBy(call::call)
                .isInstanceOfSatisfying(
                        PortException.class, e -> assertThat(e.kind()).isEqualTo(Kind.RETRYABLE));
    }
}
