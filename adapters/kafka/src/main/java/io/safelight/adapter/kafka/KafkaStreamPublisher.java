package io.safelight.adapter.kafka;

import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageFormat;
import io.safelight.ports.PortException;
import io.safelight.ports.streams.Published;
import io.safelight.ports.streams.StreamIds;
import io.safelight.ports.streams.StreamPrincipals;
import io.safelight.ports.streams.StreamPublisher;
import io.safelight.ports.submissions.Submission;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Publishes with an idempotent producer, acknowledged by all replicas. Values on their way are
 * counted in bytes; who finds no room in time is told to come back.
 */
public final class KafkaStreamPublisher implements StreamPublisher, AutoCloseable {
    private static final int PERMIT_BYTES = 1024;

    /** Somebody waits for us: without a broker they are told so soon. */
    private static final Duration LOOK_LIMIT = Duration.ofSeconds(4);

    private final Map<String, String> connection;
    private final PublisherSettings settings;
    private final StreamIds ids;
    private final Admin admin;
    private final TopicFacts facts;
    private final Semaphore room;
    private volatile Producer<byte[], byte[]> producer;

    private KafkaStreamPublisher(
            Map<String, String> connection,
            TopicSettings topics,
            PublisherSettings settings,
            StreamIds ids) {
        this.connection = Map.copyOf(connection);
        this.settings = settings;
        this.ids = ids;
        this.admin = Clients.admin(connection, LOOK_LIMIT);
        this.facts = new TopicFacts(admin, new KafkaTopics(admin, topics));
        this.room = new Semaphore(permits(settings.bytesInFlight()), true);
        this.producer = Clients.producer(connection, settings);
    }

    /** Does not wait for the cluster. */
    public static KafkaStreamPublisher open(
            Map<String, String> connection,
            TopicSettings topics,
            PublisherSettings settings,
            StreamIds ids) {
        if (settings.maxBytes() >= topics.maxRecordBytes()) {
            throw new IllegalArgumentException(
                    "a record of %d bytes has no room for a value of %d and its headers"
                            .formatted(topics.maxRecordBytes(), settings.maxBytes()));
        }
        return new KafkaStreamPublisher(connection, topics, settings, ids);
    }

    @Override
    public long maxBytes() {
        return settings.maxBytes();
    }

    @Override
    public Published publish(
            TenantId tenant, PrincipalId principal, byte[] value, Submission.Claims claims) {
        if (value.length > settings.maxBytes()) {
            throw Failures.refused("more than " + settings.maxBytes() + " bytes: " + value.length);
        }
        TopicFacts.Fact topic = facts.of(tenant);
        int permits = permits(value.length);
        enter(permits);
        try {
            RecordMetadata at = send(record(tenant, principal, value, claims));
            requireStill(tenant, topic);
            return published(topic, at);
        } finally {
            room.release(permits);
        }
    }

    @Override
    public void close() {
        producer.close(settings.delivery());
        admin.close(Duration.ofSeconds(5));
    }

    /** Else nobody knows in which of the two topics the record lies, and which image it will be. */
    private void requireStill(TenantId tenant, TopicFacts.Fact topic) {
        boolean still;
        try {
            still = facts.stillHolds(tenant, topic);
        } catch (PortException e) {
            throw Failures.unknownOutcome("published, and then the broker did not answer", e);
        }
        if (!still) {
            throw Failures.unknownOutcome("the topic was made anew while a record was sent");
        }
    }

    private Published published(TopicFacts.Fact topic, RecordMetadata at) {
        var coordinates = topic.coordinates(at.partition(), at.offset());
        var image = ids.idOf(coordinates, Instant.ofEpochMilli(at.timestamp()));
        return new Published(at.topic(), at.partition(), at.offset(), image);
    }

    private void enter(int permits) {
        try {
            if (!room.tryAcquire(permits, settings.delivery().toMillis(), TimeUnit.MILLISECONDS)) {
                throw Failures.retryable(
                        "too many bytes on their way to the stream",
                        new TimeoutException(settings.delivery().toString()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.retryable("interrupted before publishing", e);
        }
    }

    private RecordMetadata send(ProducerRecord<byte[], byte[]> record) {
        Producer<byte[], byte[]> current = producer;
        Future<RecordMetadata> sending;
        try {
            // Without metadata nothing is sent: the only failure that surely has no effect.
            current.partitionsFor(record.topic());
            sending = current.send(record);
        } catch (KafkaException | IllegalStateException e) {
            renew(current, e);
            throw Failures.retryable("the broker cannot be reached", e);
        }
        try {
            return sending.get(2 * settings.delivery().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure(current, e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw Failures.unknownOutcome("no answer from the broker", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.unknownOutcome("interrupted while publishing", e);
        }
    }

    private PortException failure(Producer<byte[], byte[]> used, Throwable cause) {
        renew(used, cause);
        if (cause instanceof RecordTooLargeException) {
            return Failures.refused("larger than the topic takes: " + cause.getMessage());
        }
        if (cause instanceof BufferExhaustedException
                || cause instanceof AuthenticationException
                || cause instanceof AuthorizationException) {
            return Failures.retryable("not published: " + cause.getMessage(), cause);
        }
        return Failures.unknownOutcome("publishing failed: " + cause.getMessage(), cause);
    }

    /** An idempotent producer that met anything but time or size may refuse all that follows. */
    private void renew(Producer<byte[], byte[]> used, Throwable cause) {
        if (cause instanceof RecordTooLargeException
                || cause instanceof org.apache.kafka.common.errors.TimeoutException) {
            return;
        }
        synchronized (this) {
            if (producer == used) {
                producer = Clients.producer(connection, settings);
                used.close(Duration.ZERO);
            }
        }
    }

    private ProducerRecord<byte[], byte[]> record(
            TenantId tenant, PrincipalId principal, byte[] value, Submission.Claims claims) {
        var record = new ProducerRecord<byte[], byte[]>(KafkaTopics.inbound(tenant), value);
        put(
                record,
                StreamPrincipals.HEADER,
                Optional.of(ids.principals().sign(tenant, principal, value)));
        put(record, "content-type", typeOf(value));
        put(record, "filename", claims.filename());
        put(record, "attributes", claims.attributes());
        put(record, "sha-256", claims.sha256());
        put(record, "idempotency-key", claims.idempotencyKey());
        return record;
    }

    private static Optional<String> typeOf(byte[] value) {
        var head = Arrays.copyOf(value, Math.min(value.length, ImageFormat.SNIFF_BYTES));
        return ImageFormat.sniff(head).map(ImageFormat::contentType);
    }

    private static void put(
            ProducerRecord<byte[], byte[]> record, String name, Optional<String> value) {
        value.ifPresent(text -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    }

    private static int permits(long bytes) {
        return Math.toIntExact((bytes + PERMIT_BYTES - 1) / PERMIT_BYTES);
    }
}
