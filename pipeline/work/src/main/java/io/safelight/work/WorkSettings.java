package io.safelight.work;

import io.safelight.domain.work.Backoff;
import io.safelight.settings.Settings;
import java.time.Duration;

/**
 * @param places images at once
 * @param lease how long a claim holds without being renewed
 * @param maxSandboxDeaths after which an image has failed
 * @param backoff between tries that failed
 */
public record WorkSettings(int places, Duration lease, int maxSandboxDeaths, Backoff backoff) {

    public static WorkSettings from(Settings settings) {
        return new WorkSettings(
                settings.countPerProcessor(
                        "work.places",
                        "Images that a worker takes through scan and process at once; as many"
                                + " sandboxes are kept.",
                        1,
                        256),
                settings.duration(
                        "work.lease",
                        "How long a claim holds when its worker does not renew it.",
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(2),
                        Duration.ofMinutes(30)),
                settings.count(
                        "work.max-sandbox-deaths",
                        "Deaths of its sandbox after which an image has failed.",
                        3,
                        1,
                        20),
                new Backoff(
                        settings.duration(
                                "work.first-retry",
                                "Delay before the second try; doubles with each.",
                                Duration.ofSeconds(2),
                                Duration.ofMillis(10),
                                Duration.ofMinutes(10)),
                        settings.duration(
                                "work.longest-retry",
                                "Longest delay between tries.",
                                Duration.ofMinutes(5),
                                Duration.ofSeconds(1),
                                Duration.ofHours(6))));
    }
}
