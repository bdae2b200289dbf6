package io.safelight.ports.lake;

import java.time.Duration;
import java.time.Instant;

/**
 * The table {@code images}: one row for every final image. Reading is safe for many threads; the
 * changing calls come from one.
 *
 * <p>Every implementation: applies each batch exactly once, however often it is given; replaces the
 * row of an image that it has already; shows a batch whole or not at all; has it durable when the
 * call returns; leaves the last batch's number readable after any maintenance.
 */
public interface Lake extends AutoCloseable {

    /** The number of the last batch committed, 0 before the first. */
    long lastBatch();

    /**
     * Commits a batch; does nothing when its number is not above the last.
     *
     * @throws io.safelight.ports.PortException REFUSED when batches are missing between the last
     *     and this one; UNKNOWN_OUTCOME when it may have been committed: ask {@link #lastBatch()}
     */
    void commit(LakeBatch batch);

    /**
     * The files of the current snapshot that may hold rows which expire after {@code now}. The
     * caller closes.
     */
    LakeFiles files(Instant now);

    /**
     * Rewrites each bucket that gets no more arrivals into few sorted files, and the small files of
     * every other bucket once there are many. One call does a limited amount of work; call again
     * until it returns 0 to have all done.
     *
     * @param closedBefore buckets that end before it are closed
     * @return how many buckets were rewritten
     */
    int compact(Instant closedBefore);

    /**
     * Lets go of snapshots that were replaced longer than {@code age} ago, and deletes the files
     * that nothing refers to: those of such snapshots, and those that a crash left behind longer
     * than {@code age} ago. Files that an open {@link LakeFiles} holds are deleted by a later call.
     */
    void expireSnapshots(Duration age);

    @Override
    void close();
}
