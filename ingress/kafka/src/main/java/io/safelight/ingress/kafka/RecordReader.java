package io.safelight.ingress.kafka;

import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.Attributes;
import io.safelight.domain.image.Cause;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.Origin;
import io.safelight.domain.image.Source;
import io.safelight.ports.streams.StreamPrincipals;
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
 * record; a header may, if it proves it: see {@link StreamPrincipals}. Safe for many threads.
 */
final class RecordReader {
    static final String TOPIC_PREFIX = "images.inbound.";

    /** Ends a file of the log; see {@link Markers}. Nobody gains by sending one. */
    static final String MARKER = "safelight-marker";

    static final int MAX_HEADERS = 100;
    private static final int MAX_HEADER_BYTES = 64 << 10;
    private static final int MAX_FILENAME_BYTES = 1024;
    private static final int MAX_SHORT_BYTES = 255;

    private static final class BadRecordException extends Exception {
        private final String code;

        BadRecordException(String code, String message) {
            super(message);
            this.code = code;
        }

        Cause cause() {
            return new Cause(code, String.valueOf(getMessage()));
        }
    }

    private final long maxBytes;
    private final StreamPrincipals principals;

    RecordReader(long maxBytes, StreamPrincipals principals) {
        this.maxBytes = maxBytes;
        this.principals = principals;
    }

    static boolean isMarker(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null && record.headers().lastHeader(MARKER) != null;
    }

    static TenantId tenantOf(String topic) {
        return new TenantId(topic.substring(TOPIC_PREFIX.length()));
    }

    Reading read(ConsumerRecord<byte[], byte[]> record, ImageId image) {
        try {
            requireSize(record);
            requireModest(record);
            return new Reading.Image(submission(record, image));
        } catch (BadRecordException e) {
            return new Reading.Bad(image, e.cause());
        }
    }

    private void requireSize(ConsumerRecord<byte[], byte[]> record) throws BadRecordException {
        if (record.serializedValueSize() > maxBytes) {
            throw new BadRecordException(
                    "too-large", "The value has more than " + maxBytes + " bytes.");
        }
        if (record.value() == null || record.value().length == 0) {
            throw new BadRecordException("empty", "The record has no value.");
        }
    }

    private Submission submission(ConsumerRecord<byte[], byte[]> record, ImageId image)
            throws BadRecordException {
        text(record, "content-type", MAX_SHORT_BYTES);
        var claims =
                new Submission.Claims(
                        text(record, "filename", MAX_FILENAME_BYTES),
                        text(record, "attributes", Attributes.MAX_JSON_BYTES),
                        text(record, "sha-256", MAX_SHORT_BYTES),
                        text(record, "idempotency-key", MAX_SHORT_BYTES));
        TenantId tenant = tenantOf(record.topic());
        return new Submission(
                Optional.of(image),
                new Origin(tenant, principal(record, tenant), Source.KAFKA),
                Instant.ofEpochMilli(record.timestamp()),
                claims);
    }

    /** A name without a proof is worse than none: nobody shall think that it was proved. */
    private PrincipalId principal(ConsumerRecord<byte[], byte[]> record, TenantId tenant)
            throws BadRecordException {
        Optional<String> header = text(record, StreamPrincipals.HEADER, MAX_SHORT_BYTES);
        if (header.isEmpty()) {
            return StreamPrincipals.UNNAMED;
        }
        return principals
                .signer(tenant, header.get(), record.value())
                .orElseThrow(
                        () ->
                                new BadRecordException(
                                        "unproven-principal",
                                        "The header "
                                                + StreamPrincipals.HEADER
                                                + " does not prove who wrote this value."));
    }

    private static void requireModest(ConsumerRecord<byte[], byte[]> record)
            throws BadRecordException {
        int count = 0;
        long bytes = 0;
        for (Header header : record.headers()) {
            count++;
            bytes += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        if (count > MAX_HEADERS || bytes > MAX_HEADER_BYTES) {
            throw new BadRecordException(
                    "malformed",
                    "A record has at most %d headers of %d bytes together."
                            .formatted(MAX_HEADERS, MAX_HEADER_BYTES));
        }
    }

    private static Optional<String> text(
            ConsumerRecord<byte[], byte[]> record, String name, int maxBytes)
            throws BadRecordException {
        Iterator<Header> found = record.headers().headers(name).iterator();
        if (!found.hasNext()) {
            return Optional.empty();
        }
        byte[] value = found.next().value();
        if (found.hasNext()) {
            throw new BadRecordException("malformed", "The header " + name + " is there twice.");
        }
        if (value == null) {
            return Optional.empty();
        }
        if (value.length > maxBytes) {
            throw new BadRecordException(
                    "malformed", "The header %s has more than %d bytes.".formatted(name, maxBytes));
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString());
        } catch (CharacterCodingException e) {
            throw new BadRecordException("malformed", "The header " + name + " is not UTF-8.");
        }
    }
}
