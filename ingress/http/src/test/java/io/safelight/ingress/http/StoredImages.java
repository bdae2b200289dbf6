package io.safelight.ingress.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.safelight.domain.expiry.Retention;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.Content;
import io.safelight.domain.image.Description;
import io.safelight.domain.image.ImageFormat;
import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Sha256;
import io.safelight.domain.image.Zone;
import io.safelight.domain.program.Output;
import io.safelight.domain.program.ProgramName;
import io.safelight.domain.scan.Scan;
import io.safelight.domain.scan.ScanEngine;
import io.safelight.domain.scan.Verdict;
import io.safelight.domain.work.Claim;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.NewImage;
import io.safelight.domain.work.NodeId;
import io.safelight.domain.work.Outcome;
import io.safelight.domain.work.Tries;
import io.safelight.ports.ledger.Admission;
import io.safelight.ports.objects.Placement;
import io.safelight.testkit.ledger.InMemoryLedger;
import io.safelight.testkit.ledger.LedgerSamples;
import io.safelight.testkit.objects.InMemorySealedObjects;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Images in the twins, as ingest and workers would leave them; received at noon. */
record StoredImages(InMemoryLedger ledger, InMemorySealedObjects objects) {
    static final byte[] BYTES = "not really an image, but the door does not care".getBytes(UTF_8);
    private static final Instant NOON = TestDoor.NOON;

    /** Of the tenant acme. */
    ImageRecord admitted(int number) throws IOException {
        return admitted(LedgerSamples.ACME, number);
    }

    ImageRecord admitted(TenantId tenant, int number) throws IOException {
        return admitted(tenant, number, BYTES);
    }

    private ImageRecord admitted(TenantId tenant, int number, byte[] bytes) throws IOException {
        var sample = LedgerSamples.image(tenant, number, NOON);
        var lifetime = new Retention(Duration.ofDays(7), Duration.ofHours(1)).from(NOON);
        var placement = new Placement(Zone.RAW, lifetime.bucket(), tenant, sample.id());
        var image =
                new NewImage(
                        sample.id(),
                        sample.origin(),
                        Description.NONE,
                        new Content(ImageFormat.JPEG, bytes.length, new Sha256("a".repeat(64))),
                        lifetime,
                        write(placement, bytes),
                        Optional.empty(),
                        "nonce");
        return ((Admission.Admitted) ledger.admit(List.of(image)).getFirst()).image();
    }

    /** Claimed three seconds after noon; the only one that waits. */
    Claim claimed(int number) throws IOException {
        return claimed(number, BYTES);
    }

    private Claim claimed(int number, byte[] bytes) throws IOException {
        admitted(LedgerSamples.ACME, number, bytes);
        Instant at = NOON.plusSeconds(3);
        return ledger.claim(new NodeId("n"), 1, true, at, Duration.ofMinutes(1)).getFirst().claim();
    }

    ImageRecord failed(int number, Outcome outcome) throws IOException {
        Claim claim = claimed(number);
        ledger.finish(claim, outcome, Tries.NONE, NOON.plusSeconds(5));
        return ledger.find(claim.image()).orElseThrow();
    }

    ImageRecord completed(int number) throws IOException {
        return completed(number, BYTES);
    }

    /**
     * @param bytes the original
     */
    ImageRecord completed(int number, byte[] bytes) throws IOException {
        Claim claim = claimed(number, bytes);
        ImageRecord image = ledger.find(claim.image()).orElseThrow();
        var outcome = (Outcome.Completed) LedgerSamples.completed(number);
        var placement =
                new Placement(
                        Zone.PROCESSED,
                        image.lifetime().bucket(),
                        image.origin().tenant(),
                        image.id());
        var thumb =
                new Output(
                        new ProgramName("renditions"),
                        "thumb.webp",
                        "image/webp",
                        5,
                        new Sha256("b".repeat(64)),
                        write(placement, "thumb".getBytes(UTF_8)));
        ledger.finish(
                claim,
                new Outcome.Completed(clean(), outcome.probe(), outcome.runs(), List.of(thumb)),
                Tries.NONE,
                NOON.plusSeconds(5));
        return ledger.find(image.id()).orElseThrow();
    }

    private static Scan clean() {
        return new Scan(
                new Verdict.Clean(),
                new ScanEngine("e", "1", Optional.empty()),
                NOON.plusSeconds(4));
    }

    private ObjectRef write(Placement placement, byte[] bytes) throws IOException {
        try (var writer = objects.create(placement)) {
            writer.stream().write(bytes);
            return writer.publish();
        }
    }
}
