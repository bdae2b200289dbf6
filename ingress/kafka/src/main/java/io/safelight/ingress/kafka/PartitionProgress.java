package io.safelight.ingress.kafka;

import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * Which offsets of one partition are done, and up to which one the group may commit. Offsets end in
 * any order and are delivered again at will; only what no open one precedes may be committed. Knows
 * no clock and no Kafka; for one thread.
 */
final class PartitionProgress {

    /** What to do with a record that was delivered. */
    enum Delivery {
        /** Not seen before, or to be tried again. */
        TAKE,
        /** It is being worked on, or done, or too far ahead: then it comes again. */
        SKIP,
        /** It has an offset that the partition had already passed: the topic was made anew. */
        ANEW
    }

    /** So far ahead of an open one nothing new is taken; what is due always is. */
    static final long MAX_AHEAD = 10_000;

    /** In work, postponed or due. */
    private final NavigableSet<Long> open = new TreeSet<>();

    /** To be tried again, but not yet. */
    private final NavigableSet<Long> postponed = new TreeSet<>();

    /** To be delivered again now. */
    private final NavigableSet<Long> due = new TreeSet<>();

    private long expected = -1;
    private long end = -1;
    private long committed = -1;
    private int vanished;

    Delivery deliver(long offset) {
        if (expected >= 0 && offset < expected) {
            return Delivery.ANEW;
        }
        forget(offset);
        expected = offset + 1;
        if (due.remove(offset)) {
            return Delivery.TAKE;
        }
        if (offset < end || isFull()) {
            return Delivery.SKIP;
        }
        open.add(offset);
        end = offset + 1;
        return Delivery.TAKE;
    }

    void done(long offset) {
        open.remove(offset);
    }

    void postpone(long offset) {
        if (open.contains(offset)) {
            postponed.add(offset);
        }
    }

    /** All postponed ones are to be delivered again now. */
    void retry() {
        due.addAll(postponed);
        postponed.clear();
    }

    /** How many are to be tried again, but not yet. */
    int postponed() {
        return postponed.size();
    }

    boolean hasDue() {
        return !due.isEmpty();
    }

    /** Where delivery must go on, if not where it stands: at the next due one, else at the end. */
    OptionalLong jump() {
        long wanted = due.isEmpty() ? end : due.first();
        if (wanted == expected) {
            return OptionalLong.empty();
        }
        expected = wanted;
        return OptionalLong.of(wanted);
    }

    /** Is nothing waited for? */
    boolean isIdle() {
        return open.isEmpty();
    }

    /** Is anything in work? */
    boolean isBusy() {
        return open.size() > postponed.size() + due.size();
    }

    /** Is delivery as far ahead of the commit as it may be? */
    boolean isFull() {
        return end - commitable() >= MAX_AHEAD;
    }

    /** Where a new member of the group should start, or -1 before the first record. */
    long commitable() {
        return open.isEmpty() ? end : open.first();
    }

    boolean hasNews() {
        return commitable() > committed;
    }

    void committed(long offset) {
        committed = offset;
    }

    /** How many due records, since last asked, were no longer in the log. */
    int takeVanished() {
        int count = vanished;
        vanished = 0;
        return count;
    }

    /** What should have come before {@code offset} and did not is no longer in the log. */
    private void forget(long offset) {
        if (expected < 0) {
            return;
        }
        NavigableSet<Long> lost = due.subSet(expected, true, offset, false);
        vanished += lost.size();
        open.removeAll(lost);
        lost.clear();
    }
}
