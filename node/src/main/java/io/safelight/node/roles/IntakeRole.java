package io.safelight.node.roles;

import io.safelight.adapter.kafka.EmbeddedBroker;
import io.safelight.adapter.kafka.KafkaStreamAccess;
import io.safelight.adapter.kafka.KafkaStreamPublisher;
import io.safelight.adapter.kafka.KeptBroker;
import io.safelight.adapter.kafka.PublisherSettings;
import io.safelight.adapter.kafka.TopicSettings;
import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.work.Backoff;
import io.safelight.ingress.http.Dependency;
import io.safelight.ingress.kafka.DoorSettings;
import io.safelight.ingress.kafka.KafkaDoor;
import io.safelight.node.configuration.KafkaSettings;
import io.safelight.ports.Port;
import io.safelight.ports.streams.Published;
import io.safelight.ports.streams.StreamAccess;
import io.safelight.ports.streams.StreamIds;
import io.safelight.ports.streams.StreamPublisher;
import io.safelight.ports.submissions.Submission;
import io.safelight.ports.submissions.Submissions;
import io.safelight.telemetry.Meters;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The Kafka door, and the broker inside our process that it opens on. */
public final class IntakeRole implements Role, StreamPublisher, StreamAccess {
    private static final int HEADERS_BYTES = 1 << 20;
    private static final Backoff BROKER_PAUSES =
            new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

    /** All of the stream's side, once it is up. */
    private record Parts(
            KeptBroker broker,
            KafkaStreamAccess access,
            KafkaStreamPublisher publisher,
            KafkaDoor door) {}

    private final KafkaSettings settings;
    private final Path folder;
    private final Submissions submissions;
    private final StreamIds ids;
    private final Meters meters;
    private final Late<Parts> parts = new Late<>(Port.STREAMS);

    /**
     * @param folder the broker's own
     */
    public IntakeRole(
            KafkaSettings settings,
            Path folder,
            Submissions submissions,
            StreamIds ids,
            Meters meters) {
        this.settings = settings;
        this.folder = folder;
        this.submissions = submissions;
        this.ids = ids;
        this.meters = meters;
    }

    @Override
    public String name() {
        return "intake";
    }

    /** Blocks until clients can connect. */
    @Override
    public void start() {
        parts.open(this::open);
    }

    @Override
    public Dependency state() {
        return parts.state("stream", IntakeRole::problem);
    }

    public String bootstrapServers() {
        return parts.now().broker().bootstrap();
    }

    @Override
    public long maxBytes() {
        return settings.maxSize().bytes();
    }

    @Override
    public Published publish(
            TenantId tenant, PrincipalId principal, byte[] value, Submission.Claims claims) {
        return parts.now().publisher().publish(tenant, principal, value, claims);
    }

    @Override
    public void grant(TenantId tenant, String user, String password) {
        parts.now().access().grant(tenant, user, password);
    }

    @Override
    public String signingKey(TenantId tenant, PrincipalId principal) {
        return ids.principals().signingKey(tenant, principal);
    }

    /** The door first, so that nothing is taken that cannot be answered; the broker last. */
    @Override
    public void close() {
        parts.close();
    }

    private Parts open(Closer closer) throws IOException {
        int recordBytes = Math.toIntExact(settings.maxSize().bytes() + HEADERS_BYTES);
        var broker =
                closer.add(
                        KeptBroker.start(
                                new EmbeddedBroker.Settings(folder, settings.port(), recordBytes),
                                BROKER_PAUSES));
        TopicSettings topics = topics(recordBytes);
        var publishing =
                new PublisherSettings(
                        settings.maxSize().bytes(),
                        2 * settings.maxSize().bytes(),
                        PublisherSettings.DEFAULT.delivery());
        var access = closer.add(KafkaStreamAccess.open(broker.connection(), topics, ids));
        var publisher =
                closer.add(KafkaStreamPublisher.open(broker.connection(), topics, publishing, ids));
        var door =
                closer.add(KafkaDoor.start(broker.connection(), submissions, ids, door(), meters));
        return new Parts(broker, access, publisher, door);
    }

    private static String problem(Parts up) {
        return up.broker().failure().orElseGet(() -> problem(up.door().status()));
    }

    private static String problem(KafkaDoor.Status status) {
        return switch (status) {
            case KafkaDoor.Status.Ready() -> "";
            case KafkaDoor.Status.NotReady(String why) -> why;
        };
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
