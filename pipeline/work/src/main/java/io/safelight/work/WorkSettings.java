package io.safelight.work;

import io.safelight.domain.work.Backoff;
import io.safelight.settings.Settings;
import java.time.Duration;

/**
 * @param places images at once
 * @param lease how long a claim holds without being renewed
 * @param maxSandboxDeaths after which an image has failed
 * @param settleTries how often an outcome is offered to a ledger that fails, before it is given up
 *     and the image given back
 * @param backoff between tries that failed
 */
public record WorkSettings(
        int places,
        Duration lease,
        int maxSandboxDeaths,
        int settleTries,
        Backoff backoff,
        Waits waits) {

    /**
     * How long to wait for what does not tell when it is back; holds nothing against an image.
     *
     * @param scanner an image whose scan found no scanner
     * @param sandbox an image that found no sandbox
     * @param idle a worker that found no work, before it looks whether a retry has become due
     */
    public record Waits(Duration scanner, Duration sandbox, Duration idle) {
        static Waits from(Settings settings) {
            return new Waits(
                    settings.duration(
                            "work.wait-for-scanner",
                            "Delay of an image whose scan found no scanner.",
                            Duration.ofSeconds(2),
                            Duration.ofMillis(10),
                            Duration.ofMinutes(10)),
                    settings.duration(
                            "work.wait-for-sandbox",
                            "Delay of an image for which no sandbox could be started.",
                            Duration.ofSeconds(5),
                            Duration.ofMillis(10),
                            Duration.ofMinutes(10)),
                    settings.duration(
                            "work.idle",
                            "How long a worker without work waits before it looks again for"
                                    + " retries that are due. New images wake it at once.",
                            Duration.ofMillis(250),
                            Duration.ofMillis(10),
                            Duration.ofSeconds(30)));
        }
    }

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
                settings.count(
                        "work.settle-tries",
                        "How often an outcome is offered to a ledger that fails, with growing"
                                + " delays, before the image is worked on again.",
                        10,
                        1,
                        1000),
                backoff(settings),
                Waits.from(settings));
    }

    private static Backoff backoff(Settings settings) {
        return new Backoff(
                settings.duration(
                        "work.first-retry",
                        "Delay before the second try; doubles with each, and grows"
                                + " sixteenfold with each death of a node.",
                        Duration.ofSeconds(2),
                        Duration.ofMillis(10),
                        Duration.ofMinutes(10)),
                settings.duration(
                        "work.longest-retry",
                        "Longest delay between tries.",
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(1),
                        Duration.ofHours(6)));
    }
}
