package io.safelight.adapter.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class WriterTest {
    @TempDir Path folder = Path.of("");
    private FaultyConnections connections = new FaultyConnections(folder);
    private Writer writer = Writer.start(connections, SqliteSettings.DEFAULTS);

    @BeforeEach
    void start() throws SQLException {
        writer.close();
        connections = new FaultyConnections(folder.resolve("some.sqlite"));
        try (Session session = connections.open()) {
            session.one("PRAGMA journal_mode = WAL", Row::text);
            session.update("CREATE TABLE words (word TEXT PRIMARY KEY)");
        }
        writer =
                Writer.start(
                        connections,
                        new SqliteSettings(
                                1, 64, 200, Duration.ofSeconds(10), Duration.ofSeconds(10)));
    }

    @AfterEach
    void stop() {
        writer.close();
    }

    @Test
    void aWriteThatFailsIsUndoneAndItsNeighboursAreNot() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch gathered = blockWriter(threads);
            Future<Integer> good = threads.submit(() -> add("good"));
            Future<Integer> bad = threads.submit(addThenFail("bad"));
            Future<Integer> alsoGood = threads.submit(() -> add("also good"));
            await().until(() -> writer.waiting() == 3);
            gathered.countDown();

            assertThat(good.get()).isEqualTo(1);
            assertThat(alsoGood.get()).isEqualTo(1);
            assertThatThrownBy(bad::get).hasRootCauseInstanceOf(SQLException.class);
        }
        assertThat(words()).containsExactlyInAnyOrder("good", "also good");
    }

    @Test
    void writesThatArriveTogetherShareACommit() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch gathered = blockWriter(threads);
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                String word = "word-" + i;
                answers.add(threads.submit(() -> add(word)));
            }
            await().until(() -> writer.waiting() == 64);
            gathered.countDown();
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(1);
            }
        }

        // The one that kept the writer busy, and one for all the others.
        assertThat(connections.commits()).isEqualTo(2);
        assertThat(writer.counts().commits()).isEqualTo(2);
        assertThat(writer.counts().writes()).isEqualTo(65);
        assertThat(writer.counts().committing()).isPositive();
        assertThat(words()).hasSize(64);
    }

    @Test
    void aFailureBeforeTheCommitChangedNothing() {
        connections.failNext("BEGIN");

        assertKind(() -> add("word"), Kind.RETRYABLE);
        assertThat(writer.counts().failedCommits()).isEqualTo(1);

        assertThat(words()).isEmpty();
        assertThat(add("word")).isEqualTo(1);
    }

    @Test
    void aWriteThatCannotBeUndoneTakesItsWholeCommitWithIt() {
        connections.failNext("ROLLBACK TO");

        assertKind(addThenFail("bad"), Kind.RETRYABLE);

        assertThat(words()).isEmpty();
        assertThat(add("word")).isEqualTo(1);
    }

    @Test
    void ofAFailedCommitNobodyKnows() {
        connections.failNext("COMMIT");

        assertKind(() -> add("word"), Kind.UNKNOWN_OUTCOME);

        assertThat(add("next")).isEqualTo(1);
    }

    @Test
    void aConstraintRefuses() {
        add("word");

        assertKind(() -> add("word"), Kind.REFUSED);
    }

    @Test
    void aLockedDatabaseIsRetryable() throws SQLException {
        try (Session other = connections.open()) {
            other.update("BEGIN IMMEDIATE");

            assertKind(() -> add("word"), Kind.RETRYABLE);
        }
        assertThat(add("word")).isEqualTo(1);
    }

    @Test
    void aBugInOneWriteIsToldToItsCallerOnly() {
        assertThatThrownBy(
                        () ->
                                writer.write(
                                        transaction -> {
                                            transaction.session().update(INSERT, "bug");
                                            throw new IllegalStateException("bug");
                                        }))
                .hasRootCauseMessage("bug");

        assertThat(words()).isEmpty();
        assertThat(add("word")).isEqualTo(1);
    }

    @Test
    void effectsHappenAfterTheCommitOnly() {
        var effects = new AtomicInteger();
        connections.failNext("COMMIT");
        Transaction.Work<Integer> work =
                transaction -> {
                    transaction.afterCommit(effects::incrementAndGet);
                    return transaction.session().update(INSERT, "word");
                };

        assertKind(() -> writer.write(work), Kind.UNKNOWN_OUTCOME);
        assertThat(effects).hasValue(0);
        writer.write(work);
        assertThat(effects).hasValue(1);
    }

    @Test
    void anInterruptDoesNotHideWhatHappened() {
        Thread.currentThread().interrupt();

        assertThat(add("word")).isEqualTo(1);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aClosedWriterRefusesAndCloseIsCalledTwiceSafely() {
        writer.close();
        writer.close();

        assertKind(() -> add("word"), Kind.RETRYABLE);
    }

    @Test
    void tooManyWaitingWritesAreTurnedAway() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch gathered = blockWriter(threads);
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 201; i++) {
                String word = "word-" + i;
                answers.add(threads.submit(() -> add(word)));
            }
            await().until(() -> answers.stream().anyMatch(Future::isDone));
            gathered.countDown();

            assertThat(answers.stream().filter(this::wasTurnedAway)).hasSize(1);
        }
        assertThat(words()).hasSize(200);
    }

    private boolean wasTurnedAway(Future<Integer> answer) {
        try {
            return answer.get() != 1;
        } catch (Exception e) {
            return e.getCause() instanceof PortException failure
                    && failure.kind() == Kind.RETRYABLE;
        }
    }

    private static final String INSERT = "INSERT INTO words (word) VALUES (?)";

    private int add(String word) {
        return writer.write(transaction -> transaction.session().update(INSERT, word));
    }

    private Callable<Integer> addThenFail(String word) {
        return () ->
                writer.write(
                        transaction -> {
                            transaction.session().update(INSERT, word);
                            throw new SQLException("as the test wished");
                        });
    }

    private List<String> words() {
        return writer.write(
                transaction -> transaction.session().list("SELECT word FROM words", Row::text));
    }

    /** Keeps the writer busy until the latch is counted down. */
    private CountDownLatch blockWriter(ExecutorService threads) throws InterruptedException {
        var busy = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        threads.execute(
                () ->
                        writer.write(
                                _ -> {
                                    busy.countDown();
                                    return awaitQuietly(release);
                                }));
        busy.await();
        return release;
    }

    private static boolean awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void assertKind(Callable<?> call, Kind kind) {
        assertThatThrownBy(call::call)
                .isInstanceOfSatisfying(
                        PortException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
