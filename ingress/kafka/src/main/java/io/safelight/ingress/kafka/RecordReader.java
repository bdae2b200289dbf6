package io.safelight.ingress.kafka;

import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.Attributes;
import io.safelight.domain.image.Cause;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.Origin;
import io.safelight.domain.image.Source;
import io.safelight.ports.submissions.Submission;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Reads a record. The topic names the tenant; no header can. The broker does not tell who wrote the
 * record, so all come from the principal {@code stream}. Safe for many threads.
 */
final class RecordReader {
    static final String TOPIC_PREFIX = "images.inbound.";

    /** Ends a file of the log; see {@link Markers}. Nobody gains by sending one. */
    static final String MARKER = "safelight-marker";

    private static final PrincipalId PRINCIPAL = new PrincipalId("stream");
    private static final int MAX_HEADERS = 100;
    private static final int MAX_HEADER_BYTES = 64 << 10;
    private static final int MAX_FILENAME_BYTES = 1024;
    private static final int MAX_SHORT_BYTES = 255;

    private static final class MalformedException extends Exception {
        MalformedException(String message) {
            super(message);
        }
    }

    private final long maxBytes;

    RecordReader(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    static boolean isMarker(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null && record.headers().lastHeader(MARKER) != null;
    }

    static TenantId tenantOf(String topic) {
        return new TenantId(topic.substring(TOPIC_PREFIX.length()));
    }

    Reading read(ConsumerRecord<byte[], byte[]> record, ImageId image) {
        if (record.value() == null || record.value().length == 0) {
            return new Reading.Bad(image, new Cause("empty", "The record has no value."));
        }
        if (record.value().length > maxBytes) {
            return new Reading.Bad(
                    image,
                    new Cause("too-large", "The value has more than " + maxBytes + " bytes."));
        }
        try {
            requireModest(record);
            return new Reading.Image(submission(record, image));
        } catch (MalformedException e) {
            return new Reading.Bad(image, new Cause("malformed", String.valueOf(e.getMessage())));
        }
    }

    private static Submission submission(ConsumerRecord<byte[], byte[]> record, ImageId image)
            throws MalformedException {
        text(record, "content-type", MAX_SHORT_BYTES);
        var claims =
                new Submission.Claims(
                        text(record, "filename", MAX_FILENAME_BYTES),
                        text(record, "attributes", Attributes.MAX_JSON_BYTES),
                        text(record, "sha-256", MAX_SHORT_BYTES),
                        text(record, "idempotency-key", MAX_SHORT_BYTES));
        return new Submission(
                Optional.of(image),
                new Origin(tenantOf(record.topic()), PRINCIPAL, Source.KAFKA),
                Instant.ofEpochMilli(record.timestamp()),
                claims);
    }

    private static void requireModest(ConsumerRecord<byte[], byte[]> record)
            throws MalformedException {
        int count = 0;
        long bytes = 0;
        for (Header header : record.headers()) {
            count++;
            bytes += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        if (count > MAX_HEADERS || bytes > MAX_HEADER_BYTES) {
            throw new MalformedException(
                    "A record has at most %d headers of %d bytes together."
                            .formatted(MAX_HEADERS, MAX_HEADER_BYTES));
        }
    }

    private static Optional<String> text(
            ConsumerRecord<byte[], byte[]> record, String name, int maxBytes)
            throws MalformedException {
        Iterator<Header> found = record.headers().headers(name).iterator();
        if (!found.hasNext()) {
            return Optional.empty();
        }
        byte[] value = found.next().value();
        if (found.hasNext()) {
            throw new MalformedException("The header " + name + " is there twice.");
        }
        if (value == null) {
            return Optional.empty();
        }
        if (value.length > maxBytes) {
            throw new MalformedException(
                    "The header %s has more than %d bytes.".formatted(name, maxBytes));
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString());
        } catch (CharacterCodingException e) {
            throw new MalformedException("The header " + name + " is not UTF-8.");
        }
    }
}
