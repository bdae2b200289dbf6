package io.safelight.ingress.kafka;

import io.safelight.domain.image.Cause;
import io.safelight.domain.image.ImageId;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Tells a tenant what was refused: cause and coordinates as JSON, never the value nor what was said
 * of it. Safe for many threads.
 */
final class DeadLetters {
    private static final String TOPIC_PREFIX = "dlq.";
    private static final long LIMIT_SECONDS = 20;

    private final Producer<byte[], byte[]> producer;

    DeadLetters(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /**
     * Returns when the cluster has it.
     *
     * @throws PortException UNKNOWN_OUTCOME when that is not sure: a second letter does no harm
     */
    void write(ConsumerRecord<byte[], byte[]> refused, ImageId image, Cause cause) {
        byte[] letter = json(refused, image, cause).getBytes(StandardCharsets.UTF_8);
        var record = new ProducerRecord<byte[], byte[]>(TOPIC_PREFIX + refused.topic(), letter);
        try {
            producer.send(record).get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw unknown(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(e);
        }
    }

    private static String json(ConsumerRecord<byte[], byte[]> refused, ImageId image, Cause cause) {
        return """
        {"code":%s,"text":%s,"topic":%s,"partition":%d,"offset":%d,"timestamp":%s,"image":%s}\
        """
                .formatted(
                        quote(cause.code()),
                        quote(cause.text()),
                        quote(refused.topic()),
                        refused.partition(),
                        refused.offset(),
                        quote(Instant.ofEpochMilli(refused.timestamp()).toString()),
                        quote(image.toString()));
    }

    /** RFC 8259, section 7. */
    private static String quote(String text) {
        var quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < 0x20) {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private static PortException unknown(Exception e) {
        return new PortException(
                Port.STREAMS, Kind.UNKNOWN_OUTCOME, "no answer to a dead letter", e);
    }
}
