package io.safelight.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.endtoend.Uploads.Promise;
import io.safelight.endtoend.Uploads.Promise.ByHttp;
import io.safelight.endtoend.Uploads.Promise.ByKafka;
import io.safelight.endtoend.program.Client;
import io.safelight.endtoend.program.PlatformProcess;
import io.safelight.endtoend.program.Ports;
import io.safelight.endtoend.program.Remains;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promises 1, 3 and 4: whatever is killed whenever, nothing that was acknowledged is lost, doubled,
 * changed or blamed.
 */
class KillTest {
    private static final int KILLS = 10;
    private static final int CLIENTS_PER_DOOR = 4;
    private static final int MAX_UPTIME_MS = 1_000;
    private static final int MAX_MORE = 30;
    private static final int MAX_START_MS = 5_000;

    /** From then on no kill waits for anything: a slow machine shall not take long. */
    private static final Duration HURRY = Duration.ofSeconds(80);

    private static final Duration SETTLE_LIMIT = Duration.ofSeconds(60);

    /** {@code -Dsafelight.seed=…} repeats a run's choices. */
    private final long seed = Long.getLong("safelight.seed", System.nanoTime());

    private final Random random = new Random(seed);
    private final String[] options = {
        "--port", Integer.toString(Ports.free(random)), "--set", "kafka.port=" + Ports.free(random),
    };
    private final List<Remains> remains = new ArrayList<>();

    private final Instant start = Instant.now();

    @TempDir Path folder;

    @Test
    @Timeout(value = 6, unit = TimeUnit.MINUTES)
    void killedTenTimesUnderLoadItKeepsEveryPromise() throws Exception {
        System.out.println("KillTest: seed " + seed);
        Path data = folder.resolve("data");
        PlatformProcess platform = PlatformProcess.ready(data, options);
        try (var uploads = new Uploads(seed)) {
            Client member = startClients(uploads, platform);

            for (int i = 0; i < KILLS; i++) {
                platform = killedAndStarted(platform, uploads);
            }
            platform.awaitReady();
            uploads.finish();

            assertThat(uploads.failures()).isEmpty();
            var audit = new Audit(platform.administrator(), member, uploads.promises());
            audit.awaitSettled(SETTLE_LIMIT);
            assertThat(audit.problems()).as("seed " + seed).isEmpty();
            awaitNoRemains();
            summary(uploads, audit);
        } catch (Exception | Error e) {
            System.out.println(platform.output());
            throw e;
        } finally {
            platform.close();
        }
    }

    private static Client startClients(Uploads uploads, PlatformProcess platform)
            throws IOException {
        JsonNode token = platform.administrator().newToken("acme");
        Client member = platform.client(token.path("token").asText());
        for (int i = 0; i < CLIENTS_PER_DOOR; i++) {
            uploads.startHttp(member);
            uploads.startKafka(token);
        }
        return member;
    }

    /** Dies while it starts or while it takes images in; the next one starts at once. */
    private PlatformProcess killedAndStarted(PlatformProcess platform, Uploads uploads)
            throws IOException, InterruptedException {
        if (random.nextInt(4) == 0 || start.plus(HURRY).isBefore(Instant.now())) {
            pause(random.nextInt(MAX_START_MS));
        } else {
            awaitPromises(uploads, random.nextBoolean() ? ByHttp.class : ByKafka.class);
            pause(random.nextInt(MAX_UPTIME_MS));
        }
        awaitNoRemains();
        remains.add(platform.remains());
        platform.kill();
        return PlatformProcess.start(platform.data(), options);
    }

    /** Until some more uploads through a door were acknowledged. */
    private void awaitPromises(Uploads uploads, Class<? extends Promise> door) {
        long enough = uploads.count(door) + 1 + random.nextInt(MAX_MORE);
        await("acknowledgements")
                .atMost(Duration.ofSeconds(60))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> uploads.count(door) >= enough);
    }

    /** Of platforms that were killed. */
    private void awaitNoRemains() {
        await("no process and no folder in memory outlives its platform")
                .atMost(Duration.ofSeconds(10))
                .pollDelay(Duration.ZERO)
                .untilAsserted(
                        () -> {
                            assertThat(remains).flatExtracting(Remains::alive).isEmpty();
                            assertThat(remains).flatExtracting(Remains::folders).isEmpty();
                        });
    }

    private static void pause(int ms) throws InterruptedException {
        assertThat(new CountDownLatch(1).await(ms, TimeUnit.MILLISECONDS)).isFalse();
    }

    private void summary(Uploads uploads, Audit audit) {
        System.out.printf(
                "KillTest: %d acknowledged, %d duplicates avoided, %d tries broken, %d kills, node"
                        + " deaths of images %s, %d s, seed %d%n",
                uploads.promises().size(),
                uploads.replays(),
                uploads.brokenTries(),
                KILLS,
                audit.nodeDeaths(),
                Duration.between(start, Instant.now()).toSeconds(),
                seed);
    }
}
