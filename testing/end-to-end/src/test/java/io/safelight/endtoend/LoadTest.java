package io.safelight.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.endtoend.program.Client;
import io.safelight.endtoend.program.Client.Answer;
import io.safelight.endtoend.program.Crowd;
import io.safelight.endtoend.program.Pictures;
import io.safelight.endtoend.program.PlatformProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Promise 9: pressure is told; whatever was acknowledged gets its final state and its row. */
@Timeout(600)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoadTest {
    private static final int AT_ONCE = 1_000;

    private static final int BURST = Integer.getInteger("load.burst", 10_000);

    private final byte[] small = Pictures.png(16, 16);
    private PlatformProcess platform;
    private Client client;

    LoadTest(@TempDir Path folder) throws IOException {
        // Not one a processor: images so small wait for the disk more than for a processor.
        platform = PlatformProcess.ready(folder.resolve("data"), "--set", "work.places=6");
        client = platform.administrator();
    }

    @BeforeAll
    void isReady() throws IOException {
        client.get("/readyz").expect(200);
    }

    @AfterAll
    void stop() {
        platform.close();
    }

    /** Each is taken, or told to come back and then taken; none is left without an answer. */
    @Test
    void aThousandUploadsAtOnceAreAllAnsweredAndAllComeIn() throws Exception {
        Client member = member("crowd");
        Set<String> ids = ConcurrentHashMap.newKeySet();
        var told = new AtomicInteger();
        var start = new CyclicBarrier(AT_ONCE);

        List<String> failures =
                Crowd.act(
                        AT_ONCE,
                        AT_ONCE,
                        _ -> {
                            together(start);
                            ids.add(uploaded(member, told));
                        });

        assertThat(failures).isEmpty();
        assertThat(ids).hasSize(AT_ONCE);
        System.out.println("LoadTest: " + told + " answers to come back later");
        awaitAllDone(member, AT_ONCE);
    }

    @Test
    void aBurstOfSmallImagesIsTakenAndWorkedOff() throws Exception {
        Client member = member("burst");
        var told = new AtomicInteger();
        long began = System.nanoTime();

        List<String> failures = Crowd.act(BURST, 64, _ -> uploaded(member, told));
        double taken = (System.nanoTime() - began) / 1e9;

        assertThat(failures).isEmpty();
        awaitAllDone(member, BURST);
        System.out.printf(
                "LoadTest: %d images taken in %.1f s, in the lake after %.1f s%n",
                BURST, taken, (System.nanoTime() - began) / 1e9);
    }

    private static void together(CyclicBarrier start) {
        try {
            start.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new AssertionError(e);
        }
    }

    private String uploaded(Client member, AtomicInteger told) throws IOException {
        return await("taken")
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(60))
                .until(() -> tried(member, told), answer -> answer.status() == 201)
                .json()
                .path("id")
                .asText();
    }

    private Answer tried(Client member, AtomicInteger told) throws IOException {
        Answer answer = member.post("/v1/images", small);
        if (answer.status() != 201) {
            assertThat(answer.status()).isIn(429, 503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            told.incrementAndGet();
        }
        return answer;
    }

    private static void awaitAllDone(Client member, int count) {
        await("all in the lake")
                .atMost(Duration.ofSeconds(500))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(
                        () -> {
                            JsonNode row =
                                    member.sql(
                                                    "SELECT count(*), count(DISTINCT image_id),"
                                                            + " count(*) FILTER (state ="
                                                            + " 'completed') FROM images")
                                            .path(0);
                            assertThat(row.path(0).asInt()).isEqualTo(count);
                            assertThat(row.path(1).asInt()).isEqualTo(count);
                            assertThat(row.path(2).asInt()).isEqualTo(count);
                        });
    }

    private Client member(String tenant) throws IOException {
        return platform.client(client.newToken(tenant).path("token").asText());
    }
}
