package io.safelight.ingress.kafka;

import io.safelight.domain.work.Backoff;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One partition while it is assigned to this door. When more than a few of its records failed,
 * nothing more is read of it until the next try, unless another one succeeds: then only the failed
 * ones wait. Times are those of a monotonic clock.
 */
final class InboundPartition {
    /** So many may have a fault of their own; when more fail, all will. */
    private static final int FEW = 16;

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
        blocked = progress.postponed() > FEW;
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
        if (progress.hasDue()) {
            return true;
        }
        boolean stalled = blocked && nowNanos - retryAtNanos < 0;
        return !stalled && !progress.isFull();
    }

    /** Where the next poll must go on, if not where the last one ended. */
    OptionalLong jump(long nowNanos) {
        if (progress.postponed() > 0 && nowNanos - retryAtNanos >= 0) {
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
