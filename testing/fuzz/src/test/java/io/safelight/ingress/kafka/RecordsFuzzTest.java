package io.safelight.ingress.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.code_intelligence.jazzer.mutation.annotation.WithSize;
import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageId;
import io.safelight.fuzz.Bytes;
import io.safelight.fuzz.Trial;
import io.safelight.ingest.ClaimsReading;
import io.safelight.ports.streams.StreamIds;
import io.safelight.ports.streams.StreamPrincipals;
import io.safelight.ports.submissions.Submission;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Records as anybody with the right to write may send them. */
class RecordsFuzzTest {
    private static final int MAX_BYTES = 1000;
    private static final ImageId IMAGE = ImageId.of(Instant.EPOCH, new byte[10]);

    private static final StreamIds IDS = new StreamIds(new byte[32]);
    private static final TenantId ACME = new TenantId("acme");
    private static final RecordReader READER = new RecordReader(MAX_BYTES, IDS.principals());

    /** The headers that mean something, and one that does not. */
    private static final List<String> NAMES =
            List.of(
                    "filename",
                    "attributes",
                    "sha-256",
                    "content-type",
                    "idempotency-key",
                    "safelight-principal",
                    "tenant",
                    "");

    static Stream<Arguments> seeds() {
        byte[] value = Bytes.utf8("image");
        byte[] text = Bytes.utf8("a text");
        byte[] ana = Bytes.utf8(IDS.principals().sign(ACME, new PrincipalId("ana"), value));
        return Stream.of(
                Arguments.of(value, List.of(text, text, text, text, text, text, text)),
                Arguments.of(value, List.of(text, text, text, text, text, ana)),
                Arguments.of(new byte[1], List.of(text, text, text, text, text, ana)),
                Arguments.of(value, List.of()),
                Arguments.of(new byte[0], List.of(text)),
                Arguments.of(new byte[MAX_BYTES + 1], List.of(text)),
                Arguments.of(value, List.of(new byte[] {(byte) 0xff})),
                Arguments.of(value, Collections.nCopies(9, text)),
                Arguments.of(value, List.of(new byte[2000])),
                Arguments.of(value, List.of(new byte[70_000])));
    }

    /** The n-th header has the n-th of {@link #NAMES}, and begins with the first when over. */
    @MethodSource("seeds")
    @FuzzTest
    void aRecordIsASubmissionOfItsTopicsTenantOrADeadLetter(
            byte @NotNull [] value, @NotNull @WithSize(max = 120) List<byte @NotNull []> headers) {
        Trial.run(() -> check(value, headers), value, headers.toArray());
    }

    private static void check(byte[] value, List<byte[]> values) {
        var headers = new RecordHeaders();
        for (int i = 0; i < values.size(); i++) {
            headers.add(NAMES.get(i % NAMES.size()), values.get(i));
        }
        var record =
                new ConsumerRecord<byte[], byte[]>(
                        "images.inbound.acme",
                        0,
                        42,
                        1_000,
                        TimestampType.LOG_APPEND_TIME,
                        0,
                        value.length,
                        new byte[0],
                        value,
                        headers,
                        Optional.empty());
        switch (READER.read(record, IMAGE)) {
            case Reading.Bad bad ->
                    assertThat(bad.cause().code())
                            .isIn("empty", "too-large", "malformed", "unproven-principal");
            case Reading.Image(Submission submission) -> {
                assertThat(value.length).isBetween(1, MAX_BYTES);
                assertThat(submission.origin().tenant().value()).isEqualTo("acme");
                proven(submission.origin().principal(), value, headers);
                ClaimsReading.check(submission.claims());
                assertThat(submission.receivedAt()).isEqualTo(Instant.ofEpochMilli(1_000));
                same(submission.claims().filename(), headers.lastHeader("filename"));
                same(submission.claims().attributes(), headers.lastHeader("attributes"));
                same(submission.claims().sha256(), headers.lastHeader("sha-256"));
            }
        }
    }

    /** Who is named has signed the value. */
    private static void proven(PrincipalId named, byte[] value, RecordHeaders headers) {
        Header header = headers.lastHeader("safelight-principal");
        if (header == null || header.value() == null) {
            assertThat(named).isEqualTo(StreamPrincipals.UNNAMED);
        } else {
            assertThat(new String(header.value(), StandardCharsets.UTF_8))
                    .isEqualToIgnoringCase(IDS.principals().sign(ACME, named, value));
        }
    }

    private static void same(
            Optional<String> said, @org.jspecify.annotations.Nullable Header header) {
        byte[] bytes = header == null ? null : header.value();
        assertThat(said.map(text -> text.getBytes(StandardCharsets.UTF_8)).orElse(null))
                .isEqualTo(bytes);
    }
}
