package io.safelight.adapter.kafka;

import io.safelight.domain.work.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An {@link EmbeddedBroker} that is closed and started again when it gives up, in the same folder,
 * on the same port, for the same users: clients of the one before reach the next. Between two tries
 * is a pause that grows. Safe for many threads.
 */
public final class KeptBroker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KeptBroker.class);
    private static final Duration LOOK = Duration.ofMillis(500);

    /** A broker that lived for so long was well: the pauses begin anew. */
    private static final Duration WELL = Duration.ofMinutes(5);

    private final EmbeddedBroker.Settings settings;
    private final Backoff pauses;
    private final EmbeddedBroker first;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private volatile Optional<EmbeddedBroker> current;
    private volatile String away = "";

    private KeptBroker(EmbeddedBroker first, EmbeddedBroker.Settings settings, Backoff pauses) {
        this.first = first;
        this.settings = settings;
        this.pauses = pauses;
        this.current = Optional.of(first);
        this.thread = Thread.ofPlatform().name("broker-keeper").unstarted(this::keep);
    }

    /**
     * Returns when clients can connect.
     *
     * @throws IOException as {@link EmbeddedBroker#start}; then nothing is tried again
     */
    public static KeptBroker start(EmbeddedBroker.Settings settings, Backoff pauses)
            throws IOException {
        var broker = EmbeddedBroker.start(settings);
        var again =
                new EmbeddedBroker.Settings(
                        settings.folder(), broker.port(), settings.maxRecordBytes());
        var kept = new KeptBroker(broker, again, pauses);
        kept.thread.start();
        return kept;
    }

    /** As {@link EmbeddedBroker#connection}; the same for ever. */
    public Map<String, String> connection() {
        return first.connection();
    }

    /** As {@link EmbeddedBroker#bootstrap}; the same for ever. */
    public String bootstrap() {
        return first.bootstrap();
    }

    /** Why there is no broker now, for people. */
    public Optional<String> failure() {
        Optional<EmbeddedBroker> broker = current;
        return broker.isPresent() ? broker.get().failure() : Optional.of(away);
    }

    /** As {@link EmbeddedBroker#close}; one that is being started is awaited before. */
    @Override
    public void close() {
        stop.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        bury("it is closed");
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep() {
        int failures = 0;
        long bornNanos = System.nanoTime();
        while (!stopsWithin(LOOK)) {
            Optional<String> failure = failure();
            if (failure.isEmpty()) {
                continue;
            }
            failures = System.nanoTime() - bornNanos > WELL.toNanos() ? 1 : failures + 1;
            bury(failure.get());
            if (stopsWithin(pauses.after(failures))) {
                return;
            }
            revive(failures);
            bornNanos = System.nanoTime();
        }
    }

    private void bury(String reason) {
        away = reason;
        Optional<EmbeddedBroker> dead = current;
        current = Optional.empty();
        dead.ifPresent(EmbeddedBroker::close);
    }

    private void revive(int failures) {
        log.atWarn().addKeyValue("failures", failures).log("broker.starts-again");
        try {
            current = Optional.of(EmbeddedBroker.start(settings));
        } catch (IOException | RuntimeException e) {
            away = String.valueOf(e.getMessage());
            log.atError().setCause(e).log("broker.does-not-start");
        }
    }

    private boolean stopsWithin(Duration pause) {
        try {
            return stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
