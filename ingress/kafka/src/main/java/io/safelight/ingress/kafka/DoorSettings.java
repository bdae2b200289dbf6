package io.safelight.ingress.kafka;

import io.safelight.domain.work.Backoff;
import java.time.Duration;

/**
 * Limits of the Kafka door.
 *
 * @param group consumer group that all doors of a cluster share
 * @param maxBytes of one image; larger records are dead letters
 * @param bytesInFlight of all images that are being submitted, at least {@code maxBytes}
 * @param recordsInFlight how many are submitted at the same time
 * @param discovery how soon the topics of a new tenant are found
 * @param deletion how often records that were taken in are deleted
 * @param quiet a partition without records for so long closes its file, so that the last images in
 *     it can be deleted; longer than the age at which the topic closes files
 * @param drain how long the door waits for submissions when it closes or loses a partition
 * @param retry of records that cannot be taken in now
 */
public record DoorSettings(
        String group,
        long maxBytes,
        long bytesInFlight,
        int recordsInFlight,
        Duration discovery,
        Duration deletion,
        Duration quiet,
        Duration drain,
        Backoff retry) {

    public static final DoorSettings DEFAULT =
            new DoorSettings(
                    "safelight-intake",
                    32L << 20,
                    64L << 20,
                    64,
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(3),
                    Duration.ofMinutes(15),
                    Duration.ofSeconds(10),
                    new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1)));

    public DoorSettings {
        if (group.isEmpty() || group.length() > 255) {
            throw new IllegalArgumentException("a group's name has 1 to 255 characters");
        }
        if (maxBytes < 1 || maxBytes > 256L << 20 || bytesInFlight < maxBytes) {
            throw new IllegalArgumentException(
                    "1 <= maxBytes <= 256 MiB, maxBytes <= bytesInFlight: %d, %d"
                            .formatted(maxBytes, bytesInFlight));
        }
        if (recordsInFlight < 1 || recordsInFlight > 10_000) {
            throw new IllegalArgumentException("recordsInFlight: 1 to 10000: " + recordsInFlight);
        }
        require("discovery", discovery, Duration.ofMillis(100), Duration.ofMinutes(5));
        require("deletion", deletion, Duration.ofMillis(100), Duration.ofMinutes(5));
        require("quiet", quiet, Duration.ofSeconds(1), Duration.ofDays(1));
        require("drain", drain, Duration.ofMillis(100), Duration.ofMinutes(2));
    }

    private static void require(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "%s is %s to %s: %s".formatted(name, least, most, value));
        }
    }
}
