package io.safelight.ingress.kafka;

import io.safelight.domain.work.Backoff;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One partition while it is assigned to this door. After a failure nothing more is read of it until
 * the next try, unless another of its records succeeds: then only the failed ones wait. Times are
 * those of a monotonic clock.
 */
final class InboundPartition {
    /** How many offsets may be done ahead of one that is not. */
    private static final long MAX_AHEAD = 10_000;

    private final TopicPartition id;
    private final Backoff retry;
    private PartitionProgress progress = new PartitionProgress();
    private @Nullable Place place;
    private int failures;
    private long retryAtNanos;
    private boolean blocked;
    private long lastRecordNanos;
    private volatile boolean holdsBytes = true;

    InboundPartition(TopicPartition id, Backoff retry, long nowNanos) {
        this.id = id;
        this.retry = retry;
        this.lastRecordNanos = nowNanos;
    }

    TopicPartition id() {
        return id;
    }

    PartitionProgress progress() {
        return progress;
    }

    /** Where its records lie; null as long as nobody knows. */
    @Nullable Place place() {
        return place;
    }

    void place(@Nullable Place known) {
        place = known;
    }

    /** The topic was made anew: what was known of it is void. */
    void startAnew() {
        progress = new PartitionProgress();
        place = null;
        failures = 0;
        blocked = false;
    }

    void recordCame(long nowNanos) {
        lastRecordNanos = nowNanos;
        holdsBytes = true;
    }

    void done(PartitionProgress of, long offset) {
        long before = of.commitable();
        of.done(offset);
        blocked = false;
        if (of.commitable() > before) {
            failures = 0;
        }
    }

    /** It comes again after a pause that grows from try to try. */
    void postpone(PartitionProgress of, long offset, long nowNanos) {
        of.postpone(offset);
        if (of != progress) {
            return;
        }
        blocked = true;
        if (failures == 0 || nowNanos - retryAtNanos >= 0) {
            failures++;
            retryAtNanos = nowNanos + retry.after(failures).toNanos();
        }
    }

    boolean isFailing() {
        return failures > 0;
    }

    /** May the next poll bring records of it? */
    boolean isOpen(long nowNanos) {
        boolean stalled = blocked && nowNanos - retryAtNanos < 0;
        return !stalled && progress.ahead() <= MAX_AHEAD;
    }

    /** Where the next poll must go on, if not where the last one ended. */
    OptionalLong jump(long nowNanos) {
        if (progress.hasPostponed() && nowNanos - retryAtNanos >= 0) {
            progress.retry();
        }
        return progress.jump();
    }

    /** All is done, and nothing new came for long: its last file can be closed. */
    boolean isQuiet(long nowNanos, long quietNanos) {
        return holdsBytes
                && progress.isIdle()
                && !progress.hasNews()
                && nowNanos - lastRecordNanos > quietNanos;
    }

    void holdsBytes(boolean any) {
        holdsBytes = any;
    }
}
