package io.safelight.adapter.iceberg;

import io.safelight.domain.expiry.ExpiryBucket;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.apache.iceberg.DataFile;

/**
 * A data file of a snapshot.
 *
 * @param receivedFrom microseconds; no row is earlier
 * @param receivedTo microseconds; no row is later
 * @param expiredBy when all of its rows are due
 */
record LakeFile(
        DataFile data,
        Path path,
        ExpiryBucket bucket,
        long receivedFrom,
        long receivedTo,
        Instant expiredBy) {

    static LakeFile of(DataFile data, Path path) {
        var bucket = ExpiryBucket.parse(data.partition().get(0, CharSequence.class).toString());
        var lastExpiry = TimeBounds.last(data, ImageColumns.EXPIRES_AT);
        return new LakeFile(
                data,
                path,
                bucket,
                TimeBounds.first(data, ImageColumns.RECEIVED_AT).orElse(Long.MIN_VALUE),
                TimeBounds.last(data, ImageColumns.RECEIVED_AT).orElse(Long.MAX_VALUE),
                lastExpiry.isEmpty()
                        ? bucket.end()
                        // One more, because finer parts were cut off.
                        : Instant.EPOCH.plus(lastExpiry.getAsLong() + 1, ChronoUnit.MICROS));
    }

    long bytes() {
        return data.fileSizeInBytes();
    }

    /**
     * @param received microseconds, ascending
     */
    boolean mayHoldOneOf(long[] received) {
        int at = Arrays.binarySearch(received, receivedFrom);
        int next = at < 0 ? -at - 1 : at;
        return next < received.length && received[next] <= receivedTo;
    }
}
