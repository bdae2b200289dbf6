package io.safelight.node.roles;

import io.safelight.adapter.kafka.EmbeddedBroker;
import io.safelight.adapter.kafka.KafkaStreamAccess;
import io.safelight.adapter.kafka.KafkaStreamPublisher;
import io.safelight.adapter.kafka.PublisherSettings;
import io.safelight.adapter.kafka.TopicSettings;
import io.safelight.domain.identity.TenantId;
import io.safelight.ingress.http.Dependency;
import io.safelight.ingress.kafka.DoorSettings;
import io.safelight.ingress.kafka.KafkaDoor;
import io.safelight.node.KafkaSettings;
import io.safelight.node.Late;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.streams.Published;
import io.safelight.ports.streams.StreamAccess;
import io.safelight.ports.streams.StreamIds;
import io.safelight.ports.streams.StreamPublisher;
import io.safelight.ports.submissions.Submission;
import io.safelight.ports.submissions.Submissions;
import io.safelight.telemetry.Meters;
import java.io.IOException;
import java.nio.file.Path;

/** The Kafka door, and the broker inside our process that it opens on. Starts in the background. */
public final class IntakeRole implements StreamPublisher, StreamAccess, AutoCloseable {
    private static final int HEADERS_BYTES = 1 << 20;

    /** All of the stream's side, once it is up. */
    private record Parts(
            EmbeddedBroker broker,
            KafkaStreamAccess access,
            KafkaStreamPublisher publisher,
            KafkaDoor door) {}

    private final KafkaSettings settings;
    private final Late<Parts> parts = new Late<>(Port.STREAMS);

    public IntakeRole(KafkaSettings settings) {
        this.settings = settings;
    }

    /**
     * Blocks until clients can connect.
     *
     * @param folder the broker's own
     */
    public void start(Path folder, Submissions submissions, StreamIds ids, Meters meters) {
        try {
            parts.arrive(open(folder, submissions, ids, meters));
        } catch (IOException e) {
            var failure =
                    new PortException(
                            Port.STREAMS, Kind.REFUSED, String.valueOf(e.getMessage()), e);
            parts.fail(failure);
            throw failure;
        } catch (RuntimeException e) {
            parts.fail(e);
            throw e;
        }
    }

    public Dependency state() {
        String detail =
                parts.peek()
                        .map(
                                up ->
                                        up.broker()
                                                .failure()
                                                .orElseGet(
                                                        () ->
                                                                switch (up.door().status()) {
                                                                    case KafkaDoor.Status.Ready() ->
                                                                            "";
                                                                    case KafkaDoor.Status.NotReady(
                                                                                    String why) ->
                                                                            why;
                                                                }))
                        .orElse("it is starting");
        return new Dependency("stream", detail.isEmpty(), detail);
    }

    public String bootstrapServers() {
        return parts.now().broker().bootstrap();
    }

    @Override
    public long maxBytes() {
        return settings.maxSize().bytes();
    }

    @Override
    public Published publish(TenantId tenant, byte[] value, Submission.Claims claims) {
        return parts.now().publisher().publish(tenant, value, claims);
    }

    @Override
    public void grant(TenantId tenant, String user, String password) {
        parts.now().access().grant(tenant, user, password);
    }

    /** The door first, so that nothing is taken that cannot be answered; the broker last. */
    @Override
    public void close() {
        parts.peek()
                .ifPresent(
                        up -> {
                            up.door().close();
                            up.publisher().close();
                            up.access().close();
                            up.broker().close();
                        });
    }

    private Parts open(Path folder, Submissions submissions, StreamIds ids, Meters meters)
            throws IOException {
        int recordBytes = Math.toIntExact(settings.maxSize().bytes() + HEADERS_BYTES);
        var broker =
                EmbeddedBroker.start(
                        new EmbeddedBroker.Settings(folder, settings.port(), recordBytes));
        TopicSettings topics = topics(recordBytes);
        var publishing =
                new PublisherSettings(
                        settings.maxSize().bytes(),
                        2 * settings.maxSize().bytes(),
                        PublisherSettings.DEFAULT.delivery());
        var access = KafkaStreamAccess.open(broker.connection(), topics);
        var publisher = KafkaStreamPublisher.open(broker.connection(), topics, publishing, ids);
        return new Parts(
                broker,
                access,
                publisher,
                KafkaDoor.start(broker.connection(), submissions, ids, door(), meters));
    }

    private static TopicSettings topics(int recordBytes) {
        var defaults = TopicSettings.DEFAULT;
        return new TopicSettings(
                defaults.partitions(),
                recordBytes,
                Math.max(defaults.segmentBytes(), recordBytes),
                defaults.segmentAge(),
                defaults.retention(),
                defaults.deadLetterRetention());
    }

    private DoorSettings door() {
        var defaults = DoorSettings.DEFAULT;
        return new DoorSettings(
                defaults.group(),
                settings.maxSize().bytes(),
                Math.max(defaults.bytesInFlight(), settings.maxSize().bytes()),
                defaults.recordsInFlight(),
                defaults.discovery(),
                defaults.deletion(),
                defaults.quiet(),
                defaults.drain(),
                defaults.retry());
    }
}
