package io.safelight.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import io.safelight.adapter.clamd.EicarTestFile;
import io.safelight.endtoend.program.Client;
import io.safelight.endtoend.program.Client.Answer;
import io.safelight.endtoend.program.KafkaClient;
import io.safelight.endtoend.program.Pictures;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Clients that upload until they are told to stop, and remember what they were promised. */
final class Uploads implements AutoCloseable {
    private static final int MEAN_PAUSE_MS = 250;
    private static final int RETRY_MS = 100;
    private static final int ONE_IN = 10;
    private static final int MAX_TRIES = 2_000;
    private static final long END_LIMIT_MS = 120_000;

    /** What the platform owes us. */
    sealed interface Promise {
        Sent sent();

        record ByHttp(Sent sent, String id, String receipt) implements Promise {}

        record ByKafka(Sent sent) implements Promise {}
    }

    /**
     * What was sent.
     *
     * @param number unique, and in the image's attributes
     * @param end the state that it must end in
     */
    record Sent(String number, String sha256, String end) {}

    /** One upload of a client. */
    private interface Upload {
        Promise upload(Sent sent, byte[] image)
                throws IOException, InterruptedException, ExecutionException;
    }

    private final Queue<Promise> promises = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong replays = new AtomicLong();
    private final AtomicLong brokenTries = new AtomicLong();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch abandoned = new CountDownLatch(1);
    private final List<Thread> threads = new ArrayList<>();
    private final Pictures pictures;
    private final Random seeds;

    Uploads(long seed) {
        this.pictures = Pictures.seeded(seed);
        this.seeds = new Random(seed);
    }

    void startHttp(Client client) {
        start("http", (sent, image) -> post(client, sent, image), () -> {});
    }

    void startKafka(JsonNode token) {
        KafkaClient kafka = KafkaClient.of(token);
        start(
                "kafka",
                (sent, image) -> {
                    kafka.send(image, attributes(sent));
                    return new Promise.ByKafka(sent);
                },
                kafka::close);
    }

    /** No more uploads; returns when each that runs has its answer. */
    void finish() throws InterruptedException {
        stop.countDown();
        for (Thread thread : threads) {
            thread.join(END_LIMIT_MS);
            if (thread.isAlive()) {
                failures.add(thread.getName() + " has no answer");
            }
        }
    }

    List<Promise> promises() {
        return List.copyOf(promises);
    }

    /** Of those so far, the ones that came through a door. */
    long count(Class<? extends Promise> door) {
        return promises.stream().filter(door::isInstance).count();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Uploads that were answered with an image that was taken in before. */
    long replays() {
        return replays.get();
    }

    /** Tries without an answer. */
    long brokenTries() {
        return brokenTries.get();
    }

    @Override
    public void close() {
        stop.countDown();
        abandoned.countDown();
        threads.forEach(Thread::interrupt);
    }

    private void start(String door, Upload upload, Runnable end) {
        var random = new Random(seeds.nextLong());
        threads.add(
                Thread.ofPlatform()
                        .name("client-" + door + "-" + threads.size())
                        .daemon()
                        .start(() -> run(upload, random, end)));
    }

    private void run(Upload upload, Random random, Runnable end) {
        try {
            while (!stop.await(random.nextInt(2 * MEAN_PAUSE_MS), TimeUnit.MILLISECONDS)) {
                promises.add(next(upload));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | ExecutionException | RuntimeException | AssertionError e) {
            failures.add(Thread.currentThread().getName() + ": " + e);
        } finally {
            end.run();
        }
    }

    /** Most are good; some carry a virus, some are cut in the middle. */
    private Promise next(Upload upload)
            throws IOException, InterruptedException, ExecutionException {
        long number = numbers.incrementAndGet();
        byte[] good = pictures.with("upload " + number);
        return switch ((int) (number % ONE_IN)) {
            case 3 -> next(upload, number, infected(number), "quarantined");
            case 6 -> next(upload, number, Arrays.copyOf(good, good.length / 2), "failed");
            default -> next(upload, number, good, "completed");
        };
    }

    private static Promise next(Upload upload, long number, byte[] image, String end)
            throws IOException, InterruptedException, ExecutionException {
        return upload.upload(new Sent(Long.toString(number), Pictures.sha256(image), end), image);
    }

    private byte[] infected(long number) {
        byte[] name = ("upload " + number).getBytes(StandardCharsets.UTF_8);
        byte[] virus = EicarTestFile.bytes();
        return pictures.with(
                ByteBuffer.allocate(name.length + virus.length).put(virus).put(name).array());
    }

    /** Tries the same key until there is an answer. */
    private Promise post(Client client, Sent sent, byte[] image)
            throws InterruptedException, IOException {
        for (int i = 0; i < MAX_TRIES; i++) {
            try {
                Answer answer =
                        client.post(
                                "/v1/images",
                                image,
                                "Idempotency-Key",
                                "key-" + sent.number(),
                                "Safelight-Attributes",
                                attributes(sent));
                if (answer.status() == 200 || answer.status() == 201) {
                    replays.addAndGet(answer.status() == 200 ? 1 : 0);
                    JsonNode json = answer.json();
                    return new Promise.ByHttp(
                            sent, json.path("id").asText(), json.path("receipt").asText());
                }
                if (answer.status() != 503 && answer.status() != 429) {
                    answer.expect(201);
                }
            } catch (IOException e) {
                brokenTries.incrementAndGet();
            }
            // Also after the order to stop: what was begun is brought to its end.
            if (abandoned.await(RETRY_MS, TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        throw new IOException("no answer to " + sent);
    }

    private static String attributes(Sent sent) {
        return "{\"n\":\"" + sent.number() + "\"}";
    }
}
