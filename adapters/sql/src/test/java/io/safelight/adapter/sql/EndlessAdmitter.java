package io.safelight.adapter.sql;

import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.Claimed;
import io.safelight.domain.work.NewImage;
import io.safelight.domain.work.Tries;
import io.safelight.testkit.ledger.LedgerSamples;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A process to be killed: four threads admit images and end the work on some; each prints what it
 * was told to be durable, a line each, after it was told.
 */
final class EndlessAdmitter {
    private EndlessAdmitter() {}

    public static void main(String[] arguments) throws InterruptedException {
        SqlLedger ledger =
                SqlLedger.open(
                        Path.of(arguments[0]), SqliteSettings.DEFAULTS, InstantSource.system());
        for (int i = 0; i < 4; i++) {
            Thread.ofPlatform().start(() -> work(ledger));
        }
        Thread.currentThread().join();
    }

    private static void work(SqlLedger ledger) {
        while (true) {
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            NewImage image =
                    LedgerSamples.image(
                            LedgerSamples.ACME,
                            ThreadLocalRandom.current().nextLong(Long.MAX_VALUE),
                            now);
            ledger.admit(List.of(image));
            say("admitted", image.id());
            for (Claimed claimed :
                    ledger.claim(LedgerSamples.NODE_1, 1, false, now, Duration.ofHours(1))) {
                ledger.finish(claimed.claim(), LedgerSamples.completed(1), Tries.NONE, now);
                say("finished", claimed.image().id());
            }
        }
    }

    private static void say(String what, ImageId image) {
        System.out.println(what + " " + image);
    }
}
