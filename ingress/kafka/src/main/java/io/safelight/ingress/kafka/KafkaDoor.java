package io.safelight.ingress.kafka;

import io.safelight.domain.work.Backoff;
import io.safelight.ports.streams.StreamIds;
import io.safelight.ports.submissions.Submissions;
import io.safelight.telemetry.Meters;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Kafka door. It reads the topics {@code images.inbound.<tenant>} of any Kafka cluster as one
 * member of a consumer group and hands each record to ingest; many are on their way at the same
 * time, bounded in number and bytes. An offset is committed only after the record and all before it
 * were accepted, or refused and told to the dead letters; then the records are deleted. A record
 * that cannot be taken in now is tried again until it can.
 *
 * <p>A record may be submitted more than once, always with the same id.
 */
public final class KafkaDoor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KafkaDoor.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);
    private static final Backoff RECONNECT =
            new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));

    /** Can images come through the door? */
    public sealed interface Status {
        record Ready() implements Status {}

        /**
         * @param reason for people
         */
        record NotReady(String reason) implements Status {}
    }

    private final Map<String, String> connection;
    private final Admin admin;
    private final Producer<byte[], byte[]> producer;
    private final RecordIntake intake;
    private final DoorParts parts;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean ended;

    private KafkaDoor(
            Map<String, String> connection,
            Submissions submissions,
            StreamIds ids,
            DoorSettings settings,
            Meters meters) {
        this.connection = Map.copyOf(connection);
        this.admin = Clients.admin(connection);
        this.producer = Clients.producer(connection);
        var topics = new TopicIds(admin);
        var inFlight = new InFlight(settings.bytesInFlight(), settings.recordsInFlight());
        var counts = new DoorMeters(meters, inFlight);
        this.parts =
                new DoorParts(
                        settings,
                        topics,
                        new Markers(producer, settings.quiet()),
                        new ClusterHealth(admin),
                        inFlight,
                        counts,
                        new AtomicBoolean());
        this.intake =
                new RecordIntake(
                        submissions,
                        ids,
                        new RecordReader(settings.maxBytes(), ids.principals()),
                        new DeadLetters(producer),
                        counts);
        this.thread = Thread.ofPlatform().name("intake").unstarted(this::run);
    }

    /**
     * Opens the door without waiting for the cluster.
     *
     * @param connection properties of an ordinary client that may read inbound topics, write to
     *     them and to dead letters, delete their records, and read topics and the cluster
     */
    public static KafkaDoor start(
            Map<String, String> connection,
            Submissions submissions,
            StreamIds ids,
            DoorSettings settings,
            Meters meters) {
        var door = new KafkaDoor(connection, submissions, ids, settings, meters);
        door.thread.start();
        return door;
    }

    public Status status() {
        if (ended || isStopping()) {
            return new Status.NotReady("the door is closed, or closing");
        }
        if (!parts.health().isThere()) {
            return new Status.NotReady("the Kafka cluster does not answer");
        }
        return parts.member().get()
                ? new Status.Ready()
                : new Status.NotReady("the door has not joined its consumer group");
    }

    /**
     * Waits until what is in work has ended and is committed, at most about twice {@code drain};
     * then interrupts it: it was not committed, and comes again.
     */
    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
        producer.close(CLOSE_LIMIT);
        admin.close(CLOSE_LIMIT);
    }

    private boolean isStopping() {
        return stop.getCount() == 0;
    }

    private void run() {
        try {
            for (int failures = 0; !isStopping(); failures++) {
                if (failures > 0 && pauseAfter(failures)) {
                    return;
                }
                long began = System.nanoTime();
                runSession(failures);
                if (System.nanoTime() - began > RECONNECT.longest().toNanos()) {
                    failures = 0;
                }
            }
        } finally {
            ended = true;
        }
    }

    /** Returns whether the door shall stop. */
    private boolean pauseAfter(int failures) {
        try {
            parts.health().tick();
            return stop.await(RECONNECT.after(failures).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void runSession(int failures) {
        var deletes = new DeleteBehind(admin, parts.topics(), parts.settings().deletion());
        try (var work = new Work(intake, parts.inFlight(), parts.settings().drain())) {
            var values = new BoundedBytes(parts.settings().maxBytes(), Clients.PORTION_BYTES);
            Consumer<byte[], byte[]> consumer =
                    Clients.consumer(connection, parts.settings(), values);
            var session = new DoorSession(consumer, values, work, deletes, parts);
            try {
                session.run(this::isStopping);
                session.finish();
            } finally {
                session.abandon();
                consumer.close(CloseOptions.timeout(CLOSE_LIMIT));
            }
        } catch (RuntimeException e) {
            log.atWarn()
                    .addKeyValue("failures", failures)
                    .setCause(e)
                    .log("intake.consumer-failed");
        }
    }
}
