package io.safelight.ingest;

import io.safelight.domain.expiry.Retention;
import io.safelight.settings.ByteSize;
import io.safelight.settings.Settings;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * @param maxSize largest image
 * @param maxPixels declared width × height × pages
 * @param freeSpaceFloor below it nothing is taken in
 */
public record IngestSettings(
        ByteSize maxSize, long maxPixels, ByteSize freeSpaceFloor, Retention retention) {
    private static final long MEGAPIXEL = 1_000_000;

    public static IngestSettings from(Settings settings) {
        return new IngestSettings(
                settings.size(
                        "ingest.max-size",
                        "Largest image that is taken in.",
                        ByteSize.mebibytes(64),
                        new ByteSize(1024),
                        ByteSize.mebibytes(1024)),
                MEGAPIXEL
                        * settings.count(
                                "ingest.max-megapixels",
                                "Most pixels, all pages together, that an image may declare.",
                                100,
                                1,
                                10_000),
                settings.size(
                        "ingest.free-space-floor",
                        "Below this much free space nothing is taken in.",
                        ByteSize.mebibytes(1024),
                        ByteSize.mebibytes(1),
                        ByteSize.mebibytes(1 << 20)),
                new Retention(
                        settings.duration(
                                "retention.life",
                                "From arrival to expiry.",
                                Duration.ofDays(7),
                                Duration.ofMinutes(1),
                                Duration.ofDays(7)),
                        bucketLength(settings)));
    }

    private static Duration bucketLength(Settings settings) {
        String minutes =
                settings.text(
                        "retention.bucket-minutes",
                        "minutes that divide a day: 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60, 120,"
                                + " 240 or 1440",
                        "Length of an expiry bucket. Keys die at the end of their bucket.",
                        "60",
                        Pattern.compile("[1-6]|10|12|15|20|30|60|120|240|1440"));
        return Duration.ofMinutes(Long.parseLong(minutes));
    }
}
