package io.safelight.testkit.lake;

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
import io.safelight.domain.image.Zone;
import io.safelight.domain.program.Output;
import io.safelight.domain.program.ProgramName;
import io.safelight.domain.program.ProgramRun;
import io.safelight.domain.scan.Scan;
import io.safelight.domain.scan.ScanEngine;
import io.safelight.domain.scan.Verdict;
import io.safelight.domain.work.Findings;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.Original;
import io.safelight.domain.work.State;
import io.safelight.domain.work.Tries;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Final images to fill a lake with. The same number and time always give the same image. */
public final class FinalImages {
    /** Seven days, filed by the hour. */
    public static final Retention RETENTION =
            new Retention(Duration.ofDays(7), Duration.ofHours(1));

    /** Text that breaks what is careless about quotes, code points, control characters or joins. */
    public static final String ODD_TEXT = "O'Brien \"😀\" \u202e日本語 é ß {\"a\":1} $1 ; --\u00a0";

    private FinalImages() {}

    /** Scanned clean and processed, with every field filled. */
    public static ImageRecord completed(long number, Instant receivedAt) {
        var findings =
                new Findings(
                        Optional.of(scan(new Verdict.Clean(), receivedAt)),
                        Optional.of(probe(number)),
                        List.of(run("probe"), run("renditions")),
                        List.of(output("preview.jpg"), output("thumb.webp")),
                        Optional.empty());
        return image(number, receivedAt, State.COMPLETED, findings, described(number));
    }

    /** Infected, and in the quarantine zone. */
    public static ImageRecord quarantined(long number, Instant receivedAt) {
        var findings =
                new Findings(
                        Optional.of(scan(new Verdict.Infected("Eicar-Test"), receivedAt)),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.of(new Cause("infected", "Eicar-Test")));
        return image(number, receivedAt, State.QUARANTINED, findings, Description.NONE);
    }

    /** Failed with nothing known of it but why: every optional field is empty. */
    public static ImageRecord bare(long number, Instant receivedAt) {
        var findings =
                new Findings(
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.of(new Cause("sandbox-died", "It brought the sandbox down.")));
        return image(number, receivedAt, State.FAILED, findings, Description.NONE);
    }

    /** The same image after it was worked on again, with another end. */
    public static ImageRecord again(ImageRecord image) {
        boolean failed = image.state() == State.FAILED;
        var other =
                failed
                        ? completed(number(image.id()), image.lifetime().receivedAt())
                        : bare(number(image.id()), image.lifetime().receivedAt());
        return new ImageRecord(
                image.id(),
                image.origin(),
                image.description(),
                image.content(),
                image.lifetime(),
                image.original(),
                image.receiptNonce(),
                other.state(),
                image.epoch() + 1,
                image.tries(),
                image.retryAt(),
                other.findings(),
                image.completedAt().map(at -> at.plusSeconds(1)),
                image.revision() + 3);
    }

    private static long number(ImageId id) {
        return id.value().getLeastSignificantBits() & 0x3fffffffffffffffL;
    }

    private static ImageRecord image(
            long number,
            Instant receivedAt,
            State state,
            Findings findings,
            Description description) {
        var zone = state == State.QUARANTINED ? Zone.QUARANTINE : Zone.RAW;
        return new ImageRecord(
                id(number, receivedAt),
                new Origin(
                        new TenantId("tenant-" + number % 3),
                        new PrincipalId("ana@acme.example"),
                        number % 2 == 0 ? Source.HTTP : Source.KAFKA),
                description,
                new Content(ImageFormat.JPEG, 1000 + number, sha256(number)),
                RETENTION.from(receivedAt),
                new Original(zone, new ObjectRef("object-" + number)),
                "nonce-" + number,
                state,
                1,
                Tries.NONE,
                receivedAt,
                findings,
                Optional.of(receivedAt.plusSeconds(3).plusNanos(123_456_789)),
                3);
    }

    private static ImageId id(long number, Instant receivedAt) {
        return ImageId.of(
                receivedAt,
                ByteBuffer.allocate(ImageId.ENTROPY_BYTES)
                        .putShort(0, (short) number)
                        .putLong(2, number)
                        .array());
    }

    private static Sha256 sha256(long number) {
        return new Sha256("%064x".formatted(number));
    }

    private static Description described(long number) {
        return new Description(
                Optional.of("IMG_" + number + ".jpg"),
                Attributes.of(
                        Map.of(
                                "note",
                                ODD_TEXT + "\u0000",
                                "price",
                                new BigDecimal("12.50"),
                                "public",
                                true)));
    }

    private static Scan scan(Verdict verdict, Instant receivedAt) {
        var engine = new ScanEngine("ClamAV 1.4.3", "27500", Optional.empty());
        return new Scan(verdict, engine, receivedAt.plusSeconds(1));
    }

    private static Probe probe(long number) {
        return new Probe(
                new Dimensions(4000, 3000, 1),
                6,
                "srgb",
                Optional.of(new Probe.Camera("Nikon", "Z 8 " + ODD_TEXT)),
                Optional.of(LocalDateTime.of(2025, 7, 1, 12, 30, 15, 250_000_000)),
                Optional.of(new Location(47.5, -8.25)),
                new Probe.Looks(
                        "%016x".formatted(number), "#a0b1c2", "LEHV6nWB2yk8pyo0adR*.7kCMdnj"),
                new TreeMap<>(Map.of("ExposureTime", "1/250", "Artist", ODD_TEXT)));
    }

    private static ProgramRun run(String program) {
        return new ProgramRun(
                new ProgramName(program),
                "1.2.0",
                Duration.ofMillis(41),
                1 << 20,
                1,
                Optional.empty());
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
