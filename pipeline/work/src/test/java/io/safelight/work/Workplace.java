package io.safelight.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.expiry.Lifetime;
import io.safelight.domain.image.Content;
import io.safelight.domain.image.Description;
import io.safelight.domain.image.ImageFormat;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Origin;
import io.safelight.domain.image.Sha256;
import io.safelight.domain.image.Zone;
import io.safelight.domain.scan.ScanPolicy;
import io.safelight.domain.work.Backoff;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.NewImage;
import io.safelight.domain.work.NodeId;
import io.safelight.ports.ledger.Admission;
import io.safelight.ports.ledger.WorkLedger;
import io.safelight.ports.objects.Placement;
import io.safelight.ports.objects.SealedObjects;
import io.safelight.process.ProcessStage;
import io.safelight.scan.ScanSettings;
import io.safelight.scan.ScanStage;
import io.safelight.telemetry.Meters;
import io.safelight.testkit.faults.Faults;
import io.safelight.testkit.ledger.InMemoryLedger;
import io.safelight.testkit.ledger.LedgerSamples;
import io.safelight.testkit.objects.InMemorySealedObjects;
import io.safelight.testkit.sandbox.InMemorySandbox;
import io.safelight.testkit.scanner.InMemoryScanner;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Workers, and the twins of all that they work with. */
final class Workplace {
    static final NodeId NODE = LedgerSamples.NODE_1;
    static final NodeId OTHER = LedgerSamples.NODE_2;
    static final Duration LEASE = Duration.ofSeconds(30);
    static final int PLACES = 4;

    final InstantSource clock;
    final InMemoryLedger ledger;
    final InMemorySealedObjects objects;
    final InMemoryScanner scanner;
    final InMemorySandbox sandbox = new InMemorySandbox();

    /** Between every worker and its ledger, and its objects. */
    final Faults faults = new Faults();

    private long images;

    Workplace(InstantSource clock) {
        this.clock = clock;
        this.ledger = new InMemoryLedger(clock);
        this.objects = new InMemorySealedObjects(clock);
        this.scanner = new InMemoryScanner(clock, Duration.ofMillis(300), 64L << 20);
    }

    Worker worker(NodeId node) {
        var sealed = faults.on(SealedObjects.class, objects);
        var settings = new ScanSettings(new ScanPolicy(3));
        var stages =
                new Worker.Stages(
                        new ScanStage(scanner, sealed, settings, Meters.none()),
                        new ProcessStage(sandbox, sealed, Meters.none()),
                        sealed);
        var soon = Duration.ofMillis(5);
        var work =
                new WorkSettings(
                        PLACES,
                        LEASE,
                        3,
                        10,
                        new Backoff(soon, Duration.ofMillis(50)),
                        new WorkSettings.Waits(soon, soon, Duration.ofMillis(20)));
        return new Worker(
                node, faults.on(WorkLedger.class, ledger), stages, work, clock, Meters.none());
    }

    /** A waiting image of these bytes, received now. */
    ImageId admit(byte[] bytes) throws IOException {
        Instant receivedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Lifetime lifetime = LedgerSamples.RETENTION.from(receivedAt);
        NewImage sample = LedgerSamples.image(LedgerSamples.ACME, ++images, receivedAt);
        Origin origin = sample.origin();
        ObjectRef raw;
        try (var writer =
                objects.create(
                        new Placement(Zone.RAW, lifetime.bucket(), origin.tenant(), sample.id()))) {
            writer.stream().write(bytes);
            raw = writer.publish();
        }
        var content = new Content(ImageFormat.JPEG, bytes.length, new Sha256("0".repeat(64)));
        var image =
                new NewImage(
                        sample.id(),
                        origin,
                        Description.NONE,
                        content,
                        lifetime,
                        raw,
                        Optional.empty(),
                        "nonce");
        assertThat(ledger.admit(List.of(image)).getFirst()).isInstanceOf(Admission.Admitted.class);
        return sample.id();
    }

    ImageRecord find(ImageId image) {
        return ledger.find(image).orElseThrow();
    }

    /** Every object that the record names is there, and no other. */
    void assertObjectsAreThoseOf(ImageId image) {
        ImageRecord record = find(image);
        var named = new ArrayList<ObjectRef>();
        named.add(record.original().object());
        record.findings().outputs().forEach(output -> named.add(output.object()));
        assertThat(named).allSatisfy(objects::placementOf);
        assertThat(objects.count()).isEqualTo(named.size());
    }
}
