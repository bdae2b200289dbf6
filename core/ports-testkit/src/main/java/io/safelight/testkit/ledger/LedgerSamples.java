package io.safelight.testkit.ledger;

import io.safelight.domain.expiry.Retention;
import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.Attributes;
import io.safelight.domain.image.Cause;
import io.safelight.domain.image.Content;
import io.safelight.domain.image.Description;
import io.safelight.domain.image.Dimensions;
import io.safelight.domain.image.ImageFormat;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.Location;
import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Origin;
import io.safelight.domain.image.Probe;
import io.safelight.domain.image.Sha256;
import io.safelight.domain.image.Source;
import io.safelight.domain.program.Output;
import io.safelight.domain.program.ProgramName;
import io.safelight.domain.program.ProgramRun;
import io.safelight.domain.scan.Scan;
import io.safelight.domain.scan.ScanEngine;
import io.safelight.domain.scan.Verdict;
import io.safelight.domain.work.IdempotencyKey;
import io.safelight.domain.work.NewImage;
import io.safelight.domain.work.NodeId;
import io.safelight.domain.work.Outcome;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Images and outcomes to fill a ledger with. The same arguments always give the same. */
public final class LedgerSamples {
    public static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    /** Seven days, filed by the hour. */
    public static final Retention RETENTION =
            new Retention(Duration.ofDays(7), Duration.ofHours(1));

    public static final TenantId ACME = new TenantId("acme");
    public static final TenantId OTHER = new TenantId("other");
    public static final NodeId NODE_1 = new NodeId("node-1");
    public static final NodeId NODE_2 = new NodeId("node-2");

    private LedgerSamples() {}

    /** Received at noon. */
    public static NewImage image(TenantId tenant, long number) {
        return image(tenant, number, NOON);
    }

    public static NewImage image(TenantId tenant, long number, Instant receivedAt) {
        return image(tenant, number, receivedAt, number, Optional.empty());
    }

    /** With a key, and other bytes for each {@code bytes}. */
    public static NewImage image(TenantId tenant, long number, String key, long bytes) {
        return image(tenant, number, NOON, bytes, Optional.of(new IdempotencyKey(key)));
    }

    public static NewImage image(
            TenantId tenant,
            long number,
            Instant receivedAt,
            long bytes,
            Optional<IdempotencyKey> key) {
        return new NewImage(
                id(number, receivedAt),
                new Origin(
                        tenant,
                        new PrincipalId("ana@acme.example"),
                        number % 2 == 0 ? Source.HTTP : Source.KAFKA),
                number % 3 == 0 ? Description.NONE : described(number),
                new Content(ImageFormat.JPEG, 1000 + bytes, sha256(bytes)),
                RETENTION.from(receivedAt),
                new ObjectRef("raw-" + number),
                key,
                "nonce-" + number);
    }

    public static ImageId id(long number, Instant receivedAt) {
        return ImageId.of(
                receivedAt,
                ByteBuffer.allocate(ImageId.ENTROPY_BYTES)
                        .putShort((short) (number >>> 48))
                        .putLong(number)
                        .array());
    }

    /** As rich as outcomes are. */
    public static Outcome completed(long number) {
        return new Outcome.Completed(
                scan(new Verdict.Clean(), Optional.of(NOON.minusSeconds(number))),
                probe(number),
                List.of(run("probe", Optional.empty()), run("renditions", Optional.empty())),
                List.of(output("preview.jpg"), output("thumb.webp")));
    }

    public static Outcome quarantined(long number) {
        return new Outcome.Quarantined(
                scan(new Verdict.Infected("Eicar-Test"), Optional.empty()),
                new Cause("infected", "Eicar-Test"),
                new ObjectRef("quarantined-" + number));
    }

    public static Outcome failed() {
        return Outcome.Failed.because(new Cause("sandbox-died", "It brought the sandbox down."));
    }

    /** Failed after a clean scan, with what was found out until then. */
    public static Outcome failedLate(long number) {
        var cause = new Cause("program-failed", "renditions gave up");
        return new Outcome.Failed(
                Optional.of(scan(new Verdict.Clean(), Optional.empty())),
                cause,
                Optional.of(probe(number)),
                List.of(run("renditions", Optional.of(cause))),
                List.of());
    }

    /** Found clean, and then it killed every sandbox. */
    public static Outcome killer() {
        return Outcome.Failed.because(
                new Cause("sandbox-died", "It brought the sandbox down."),
                scan(new Verdict.Clean(), Optional.of(NOON)));
    }

    private static Sha256 sha256(long number) {
        return new Sha256("%064x".formatted(number));
    }

    private static Description described(long number) {
        return new Description(
                Optional.of("O'Brien \"日本\" 😀 " + number + ".jpg"),
                Attributes.of(
                        Map.of(
                                "note",
                                "a\u0000b \u202e;--",
                                "price",
                                new BigDecimal("12.50"),
                                "huge",
                                new BigDecimal("1E+400"),
                                "public",
                                true)));
    }

    private static Scan scan(Verdict verdict, Optional<Instant> signaturesBuiltAt) {
        return new Scan(
                verdict,
                new ScanEngine("ClamAV 1.4.3", "27500", signaturesBuiltAt),
                NOON.plusNanos(123_456_789));
    }

    private static Probe probe(long number) {
        boolean bare = number % 2 == 0;
        return new Probe(
                new Dimensions(4000, 3000, 1),
                6,
                "srgb",
                bare ? Optional.empty() : Optional.of(new Probe.Camera("Nikon", "Z 8")),
                bare ? Optional.empty() : Optional.of(LocalDateTime.of(2025, 7, 1, 12, 30, 15)),
                bare ? Optional.empty() : Optional.of(new Location(47.123456789, -8.25)),
                new Probe.Looks(
                        "%016x".formatted(number), "#a0b1c2", "LEHV6nWB2yk8pyo0adR*.7kCMdnj"),
                new TreeMap<>(Map.of("ExposureTime", "1/250", "Artist", "ß\u0001\"")));
    }

    private static ProgramRun run(String program, Optional<Cause> failure) {
        return new ProgramRun(
                new ProgramName(program),
                "1.2.0",
                Duration.ofNanos(41_000_001),
                1 << 20,
                failure.isPresent() ? 3 : 1,
                failure);
    }

    private static Output output(String name) {
        return new Output(
                new ProgramName("renditions"),
                name,
                name.endsWith("jpg") ? "image/jpeg" : "image/webp",
                1234,
                sha256(77),
                new ObjectRef("object-of-" + name));
    }
}
