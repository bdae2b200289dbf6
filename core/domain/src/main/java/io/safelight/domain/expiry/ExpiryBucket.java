package io.safelight.domain.expiry;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The stretch of UTC time in which an image's expiry lies; everything about the image is filed
 * under it and destroyed at its end.
 *
 * <p>A bucket names itself: {@code 2026-11-28T10} is the hour from 10:00, {@code
 * 2026-11-28T10.05_1m} the minute from 10:05. The length is part of the name whenever it is not one
 * hour, so that a changed setting never moves the end of a bucket that exists.
 *
 * @param start first instant, a whole multiple of {@code length} since the epoch
 * @param length whole minutes, 1 minute to 1 day, dividing a day
 */
public record ExpiryBucket(Instant start, Duration length) implements Comparable<ExpiryBucket> {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final DateTimeFormatter HOURS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH");
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH.mm")
                    .withResolverStyle(ResolverStyle.STRICT);
    private static final Pattern LABEL =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2}T\\d{2})(?:\\.(\\d{2})_(\\d{1,4})m)?");

    public ExpiryBucket {
        requireLength(length);
        if (start.getNano() != 0
                || Math.floorMod(start.getEpochSecond(), length.toSeconds()) != 0) {
            throw new IllegalArgumentException(
                    "a bucket starts at a multiple of its length: " + start);
        }
    }

    /** The bucket in which an image with this expiry dies. */
    public static ExpiryBucket containing(Instant expiresAt, Duration length) {
        requireLength(length);
        long seconds = expiresAt.getEpochSecond();
        return new ExpiryBucket(
                Instant.ofEpochSecond(seconds - Math.floorMod(seconds, length.toSeconds())),
                length);
    }

    /** The inverse of {@link #label()}; a bucket has no second name. */
    public static ExpiryBucket parse(String label) {
        Matcher matcher = LABEL.matcher(label);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not an expiry bucket: " + label);
        }
        try {
            String minute = matcher.group(2) == null ? "00" : matcher.group(2);
            var start = LocalDateTime.parse(matcher.group(1) + "." + minute, MINUTES);
            var length =
                    matcher.group(3) == null
                            ? HOUR
                            : Duration.ofMinutes(Long.parseLong(matcher.group(3)));
            var bucket = new ExpiryBucket(start.toInstant(ZoneOffset.UTC), length);
            if (!bucket.label().equals(label)) {
                throw new IllegalArgumentException("not how a bucket names itself: " + label);
            }
            return bucket;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("not an expiry bucket: " + label, e);
        }
    }

    /** First instant after the bucket: its keys are destroyed then. */
    public Instant end() {
        return start.plus(length);
    }

    /** Safe in paths, partitions and URLs; sorts by time among buckets of one length. */
    public String label() {
        var local = LocalDateTime.ofInstant(start, ZoneOffset.UTC);
        return length.equals(HOUR)
                ? HOURS.format(local)
                : MINUTES.format(local) + "_" + length.toMinutes() + "m";
    }

    @Override
    public int compareTo(ExpiryBucket other) {
        int byEnd = end().compareTo(other.end());
        return byEnd != 0 ? byEnd : start.compareTo(other.start);
    }

    @Override
    public String toString() {
        return label();
    }

    private static void requireLength(Duration length) {
        boolean wholeMinutes = length.toSecondsPart() == 0 && length.toNanosPart() == 0;
        if (!wholeMinutes
                || length.toMinutes() < 1
                || length.compareTo(DAY) > 0
                || DAY.toMinutes() % length.toMinutes() != 0) {
            throw new IllegalArgumentException(
                    "a bucket's length is whole minutes that divide a day, such as PT1H: "
                            + length);
        }
    }
}
