package io.safelight.work;

import io.safelight.settings.Settings;
import java.time.Duration;

/**
 * @param interval from one sweep to the next
 * @param youth how long an object is left alone although no row refers to it: its row may be on its
 *     way
 */
public record SweepSettings(Duration interval, Duration youth) {

    public static SweepSettings from(Settings settings) {
        return new SweepSettings(
                settings.duration(
                        "sweep.interval",
                        "From one search for objects that no image refers to, to the next; what two"
                                + " in a row found is deleted.",
                        Duration.ofMinutes(30),
                        Duration.ofMinutes(1),
                        Duration.ofDays(1)),
                settings.duration(
                        "sweep.youth",
                        "Objects younger than this are not swept: their image may be on its way."
                                + " Longer than any image is worked on.",
                        Duration.ofHours(2),
                        Duration.ofHours(1),
                        Duration.ofDays(1)));
    }
}
