package io.safelight.telemetry;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for not long ago, so that many gauges and many scrapes share one question. Safe
 * for many threads; they wait for the one that asks.
 *
 * @param <T> what is asked for
 */
public final class Recent<T> {
    private final Supplier<T> question;
    private final long goodForNanos;
    private final LongSupplier nanoTime;
    private @Nullable T answer;
    private boolean asked;
    private long askedAt;

    /**
     * @param question whatever it throws is no answer; then too it is not asked again before time
     */
    public Recent(Supplier<T> question, Duration goodFor) {
        this(question, goodFor, System::nanoTime);
    }

    Recent(Supplier<T> question, Duration goodFor, LongSupplier nanoTime) {
        this.question = question;
        this.goodForNanos = goodFor.toNanos();
        this.nanoTime = nanoTime;
    }

    /** For a gauge: NaN while there is no answer, which no alert takes for a number. */
    public double number(ToDoubleFunction<T> of) {
        @Nullable T now = now();
        return now == null ? Double.NaN : of.applyAsDouble(now);
    }

    private synchronized @Nullable T now() {
        if (!asked || nanoTime.getAsLong() - askedAt >= goodForNanos) {
            answer = ask();
            asked = true;
            askedAt = nanoTime.getAsLong();
        }
        return answer;
    }

    private @Nullable T ask() {
        try {
            return question.get();
        } catch (RuntimeException e) {
            return null;
        }
    }
}
