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
import io.safelight.telemetry.TraceContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Reads a record. The topic names the tenant; no header can. The broker does not tell who wrote the
 * record; a header may, if it proves it: see {@link StreamPrincipals}. Safe for many threads.
 */
final class RecordReader {
    static final String TOPIC_PREFIX = "images.inbound.";

    /** Ends a file of the log; see {@link Markers}. Nobody gains by sending one. */
    static final String MARKER = "safelight-marker";

    private static final int MAX_HEADERS = 100;
    private static final int MAX_HEADER_BYTES = 64 << 10;
    private static final Header NO_HEADER = new RecordHeader("", new byte[0]);
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

    /** Looks no further than it must: a look at a header takes memory. */
    static boolean isModest(Headers headers) {
        int count = 0;
        long bytes = 0;
        for (Header header : headers) {
            byte[] value = header.value();
            count++;
            bytes += header.key().length() + (value == null ? 0 : value.length);
            if (count > MAX_HEADERS || bytes > MAX_HEADER_BYTES) {
                return false;
            }
        }
        return true;
    }

    /**
     * The record as it is, or when its headers are too many, with others that are refused as they
     * are: two bytes of a header on the wire are a hundred in memory.
     */
    static ConsumerRecord<byte[], byte[]> lightened(ConsumerRecord<byte[], byte[]> record) {
        if (isModest(record.headers())) {
            return record;
        }
        return new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                record.timestamp(),
                record.timestampType(),
                record.serializedKeySize(),
                record.serializedValueSize(),
                record.key(),
                record.value(),
                new RecordHeaders(Collections.nCopies(MAX_HEADERS + 1, NO_HEADER)),
                record.leaderEpoch());
    }

    static boolean isMarker(ConsumerRecord<byte[], byte[]> record) {
        return record.value() == null && record.headers().lastHeader(MARKER) != null;
    }

    static TenantId tenantOf(String topic) {
        return new TenantId(topic.substring(TOPIC_PREFIX.length()));
    }

    Reading read(ConsumerRecord<byte[], byte[]> record, ImageId image) {
        try {
            requireModest(record);
            requireSize(record);
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
                new Origin(tenant, principal(record, tenant), Source.KAFKA, trace(record)),
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

    /** Tracing is no reason to refuse an image: what is no trace is passed over. */
    private static Optional<String> trace(ConsumerRecord<byte[], byte[]> record) {
        return Optional.ofNullable(record.headers().lastHeader("traceparent"))
                .map(Header::value)
                .map(value -> new String(value, StandardCharsets.ISO_8859_1))
                .flatMap(TraceContext::parse)
                .map(TraceContext::traceparent);
    }

    private static void requireModest(ConsumerRecord<byte[], byte[]> record)
            throws BadRecordException {
        if (!isModest(record.headers())) {
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
