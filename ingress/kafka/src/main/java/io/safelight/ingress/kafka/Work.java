package io.safelight.ingress.kafka;

import io.safelight.ports.PortException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records at work, each on a virtual thread. Whoever starts them bounds their number; each ends as
 * one completion.
 */
final class Work implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Work.class);
    private static final long LOG_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

    /**
     * @param done for ever; if not, it must come again
     */
    record Completion(Arrival arrival, boolean done) {}

    private final RecordIntake intake;
    private final InFlight inFlight;
    private final Duration patience;
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("intake-", 0).factory());
    private final BlockingQueue<Completion> completions = new LinkedBlockingQueue<>();
    private volatile long lastLogNanos = System.nanoTime() - LOG_EVERY_NANOS;

    /**
     * @param patience how long {@link #close} waits for interrupted work
     */
    Work(RecordIntake intake, InFlight inFlight, Duration patience) {
        this.intake = intake;
        this.inFlight = inFlight;
        this.patience = patience;
    }

    void start(Arrival.Placed placed) {
        Arrival arrival = placed.arrival();
        inFlight.enter(arrival.bytes());
        threads.execute(
                () -> {
                    boolean done = false;
                    try {
                        done = intake.take(arrival.record(), placed.at());
                    } catch (RuntimeException | Error e) {
                        tell(e, arrival.record());
                    } finally {
                        inFlight.leave(arrival.bytes());
                        completions.add(new Completion(arrival, done));
                    }
                });
    }

    /** The next completion, or null when none comes in time. */
    @Nullable Completion await(Duration limit) {
        try {
            return completions.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** Interrupts what still runs: it was not committed and comes again. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                log.atWarn().addKeyValue("waited", patience).log("intake.submissions-stuck");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One in a while: an outage fails every record alike. */
    private void tell(Throwable e, ConsumerRecord<byte[], byte[]> record) {
        long now = System.nanoTime();
        if (threads.isShutdown() || now - lastLogNanos < LOG_EVERY_NANOS) {
            return;
        }
        lastLogNanos = now;
        boolean expected = e instanceof PortException;
        (expected ? log.atWarn() : log.atError())
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .setCause(e)
                .log("intake.submission-failed");
    }
}
