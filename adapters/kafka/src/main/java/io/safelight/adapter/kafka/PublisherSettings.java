package io.safelight.adapter.kafka;

import java.time.Duration;

/**
 * Limits of publishing.
 *
 * @param maxBytes of one value, to 255 MiB
 * @param bytesInFlight of all values that are on their way, at least {@code maxBytes}
 * @param delivery how long one record may take, one second at least
 */
public record PublisherSettings(long maxBytes, long bytesInFlight, Duration delivery) {
    public static final PublisherSettings DEFAULT =
            new PublisherSettings(32L << 20, 64L << 20, Duration.ofSeconds(30));

    public PublisherSettings {
        if (maxBytes < 1 || maxBytes > 255L << 20 || bytesInFlight < maxBytes) {
            throw new IllegalArgumentException(
                    "1 <= maxBytes <= 255 MiB, maxBytes <= bytesInFlight: %d, %d"
                            .formatted(maxBytes, bytesInFlight));
        }
        if (bytesInFlight > 1L << 32) {
            throw new IllegalArgumentException("bytesInFlight is 4 GiB at most: " + bytesInFlight);
        }
        if (delivery.toSeconds() < 1 || delivery.toMinutes() > 10) {
            throw new IllegalArgumentException("delivery takes 1 s to 10 min: " + delivery);
        }
    }
}
