package io.safelight.ingress.kafka;

import static io.safelight.ingress.kafka.TestCluster.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageId;
import io.safelight.ports.streams.StreamIds;
import io.safelight.ports.streams.StreamPrincipals;
import io.safelight.ports.submissions.Submission;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What headers can say, and what they cannot. */
final class RecordReaderTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final PrincipalId ANA = new PrincipalId("ana@acme.example");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final ImageId IMAGE = ImageId.of(NOON, new byte[ImageId.ENTROPY_BYTES]);
    private static final byte[] VALUE = bytes("an image");

    private final StreamPrincipals principals = new StreamIds(new byte[] {7}).principals();
    private final RecordReader reader = new RecordReader(1000, principals);
    private final RecordHeaders headers = new RecordHeaders();

    @Test
    void recordThatNamesNobodyIsOfTheStream() {
        assertThat(read().origin().principal()).isEqualTo(new PrincipalId("stream"));
    }

    @Test
    void signedRecordIsOfItsSigner() {
        headers.add("safelight-principal", bytes(principals.sign(ACME, ANA, VALUE)));

        assertThat(read().origin().principal()).isEqualTo(ANA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ana@acme.example", "stream", "stream 00", "ana@acme.example\n"})
    void nameWithoutProofIsRefused(String header) {
        headers.add("safelight-principal", bytes(header));

        assertThat(refusal()).isEqualTo("unproven-principal");
    }

    @Test
    void signatureOfAnotherTenantOrValueIsRefused() {
        headers.add(
                "safelight-principal", bytes(principals.sign(new TenantId("acme-eu"), ANA, VALUE)));
        assertThat(refusal()).isEqualTo("unproven-principal");

        headers.remove("safelight-principal")
                .add("safelight-principal", bytes(principals.sign(ACME, ANA, bytes("another"))));
        assertThat(refusal()).isEqualTo("unproven-principal");
    }

    @Test
    void recordMayBringItsTraceAndWhatIsNoneIsPassedOver() {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        headers.add("traceparent", bytes(trace));
        assertThat(read().origin().trace()).contains(trace);

        headers.add("traceparent", bytes("ana@acme.example"));
        assertThat(read().origin().trace()).isEmpty();
    }

    @Test
    void noHeaderChangesTheTenantOrTheDoor() {
        headers.add("tenant", bytes("other"))
                .add("safelight-tenant", bytes("other"))
                .add("topic", bytes("images.inbound.other"))
                .add("principal", bytes("admin"))
                .add("authorization", bytes("Bearer sl_"))
                .add("received-at", bytes("2000-01-01T00:00:00Z"))
                .add("id", bytes("x"));

        Submission submission = read();

        assertThat(submission.origin().tenant()).isEqualTo(ACME);
        assertThat(submission.origin().principal()).isEqualTo(StreamPrincipals.UNNAMED);
        assertThat(submission.receivedAt()).isEqualTo(NOON);
        assertThat(submission.id()).contains(IMAGE);
        assertThat(submission.claims()).isEqualTo(Submission.Claims.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Filename",
                "filename\u0000",
                "filename ",
                "\r\nfilename",
                "filen\u0430me",
                "\uD83D\uDE00",
                "\u202Efilename"
            })
    void onlyTheExactNameOfAHeaderCounts(String name) {
        headers.add(name, bytes("sly.jpg"));

        assertThat(read().claims().filename()).isEmpty();
    }

    /** Ingest judges texts, over both doors alike. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a\r\nSet-Cookie: b",
                "../../etc/passwd",
                "nul\u0000byte",
                "\u202Egpj.exe",
                "\uFEFFbom",
                "e\u0301\u0301\u0301",
                "\uD83D\uDC69\u200D\uD83D\uDC67",
                "\uFFFF\uFFFE"
            })
    void textsAreHandedOnAsTheyCame(String text) {
        headers.add("filename", bytes(text)).add("attributes", bytes(text));

        assertThat(read().claims().filename()).contains(text);
        assertThat(read().claims().attributes()).contains(text);
    }

    @ParameterizedTest
    @CsvSource({
        "filename, c0af",
        "filename, eda080",
        "attributes, f4908080",
        "sha-256, ff",
        "idempotency-key, e282",
        "content-type, 80",
        "safelight-principal, fe"
    })
    void whatIsNotUtf8IsRefused(String name, String hex) {
        headers.add(name, HexFormat.of().parseHex(hex));

        assertThat(refusal()).isEqualTo("malformed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filename",
                "attributes",
                "sha-256",
                "idempotency-key",
                "content-type",
                "safelight-principal"
            })
    void headerThatIsThereTwiceIsRefused(String name) {
        headers.add(name, bytes("a")).add(name, bytes("a"));

        assertThat(refusal()).isEqualTo("malformed");
    }

    @Test
    void headerWithoutAValueIsNone() {
        headers.add("filename", null).add("safelight-principal", null).add("other", null);

        assertThat(read().claims().filename()).isEmpty();
        assertThat(read().origin().principal()).isEqualTo(StreamPrincipals.UNNAMED);
    }

    @Test
    void deepAttributesAreIngestsToRefuseAndLongOnesOurs() {
        headers.add("attributes", bytes("[".repeat(8192)));
        assertThat(read().claims().attributes()).contains("[".repeat(8192));

        headers.remove("attributes").add("attributes", bytes("[".repeat(8193)));
        assertThat(refusal()).isEqualTo("malformed");
    }

    @Test
    void tooManyHeadersAreRefused() {
        for (int i = 0; i < 100; i++) {
            headers.add("x", new byte[1]);
        }
        assertThat(read().id()).contains(IMAGE);

        headers.add("x", new byte[1]);
        assertThat(refusal()).isEqualTo("malformed");
    }

    @Test
    void tooManyBytesOfHeadersAreRefused() {
        headers.add("x".repeat(1 << 15), new byte[1 << 15]);
        assertThat(read().id()).contains(IMAGE);

        headers.add("y", null);
        assertThat(refusal()).isEqualTo("malformed");
    }

    @Test
    void ofMillionsOfHeadersAFewAreLookedAtAndNoneIsKept() {
        var looks = new AtomicInteger();
        var many = new RecordHeaders(Collections.nCopies(1_000_000, counting(looks)));
        var heavy = record(many);

        var light = RecordReader.lightened(heavy);

        assertThat(looks.get()).isLessThan(1000);
        assertThat(light.headers().toArray()).hasSizeLessThan(1000);
        assertThat(light.offset()).isEqualTo(heavy.offset());
        assertThat(light.timestamp()).isEqualTo(heavy.timestamp());
        assertThat(light.timestampType()).isEqualTo(heavy.timestampType());
        assertThat(RecordReader.isMarker(light)).isFalse();
        assertThat(reader.read(light, IMAGE)).isInstanceOf(Reading.Bad.class);
        var usual = record();
        assertThat(RecordReader.lightened(usual)).isSameAs(usual);
    }

    private static Header counting(AtomicInteger looks) {
        return new Header() {
            @Override
            public String key() {
                looks.incrementAndGet();
                return "safelight-marker";
            }

            @Override
            public byte[] value() {
                looks.incrementAndGet();
                return new byte[0];
            }
        };
    }

    private Submission read() {
        return switch (reader.read(record(), IMAGE)) {
            case Reading.Image(Submission submission) -> submission;
            case Reading.Bad(var _, var cause) -> throw new AssertionError(cause.toString());
        };
    }

    private String refusal() {
        return switch (reader.read(record(), IMAGE)) {
            case Reading.Image(Submission submission) ->
                    throw new AssertionError(submission.toString());
            case Reading.Bad(var _, var cause) -> cause.code();
        };
    }

    private ConsumerRecord<byte[], byte[]> record() {
        return record(headers);
    }

    private static ConsumerRecord<byte[], byte[]> record(Headers headers) {
        return new ConsumerRecord<>(
                "images.inbound.acme",
                0,
                0,
                NOON.toEpochMilli(),
                TimestampType.LOG_APPEND_TIME,
                -1,
                VALUE.length,
                null,
                VALUE,
                headers,
                Optional.empty());
    }
}
