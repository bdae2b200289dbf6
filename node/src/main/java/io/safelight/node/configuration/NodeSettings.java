package io.safelight.node.configuration;

import io.safelight.adapter.clamd.ClamdProcessSettings;
import io.safelight.adapter.clamd.ClamdSettings;
import io.safelight.adapter.clamd.Signatures;
import io.safelight.adapter.sandbox.SandboxSettings;
import io.safelight.catalog.CatalogSettings;
import io.safelight.domain.work.NodeId;
import io.safelight.ingest.IngestSettings;
import io.safelight.ingress.http.HttpSettings;
import io.safelight.query.QuerySettings;
import io.safelight.scan.ScanSettings;
import io.safelight.settings.ByteSize;
import io.safelight.settings.Settings;
import io.safelight.telemetry.LogSettings;
import io.safelight.telemetry.TraceSettings;
import io.safelight.work.SweepSettings;
import io.safelight.work.WorkSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** The settings of all modules. */
public record NodeSettings(
        NodeId node,
        HttpSettings http,
        KafkaSettings kafka,
        IngestSettings ingest,
        ScanSettings scan,
        ClamdSettings clamd,
        SignatureChoice signatures,
        WorkSettings work,
        SandboxSettings sandbox,
        Libvips libvips,
        CatalogSettings catalog,
        SweepSettings sweep,
        QuerySettings query,
        LogSettings log,
        TraceSettings traces) {
    /**
     * The build of libvips that decodes.
     *
     * @param file empty for the one that the system's loader finds
     */
    public record Libvips(Optional<Path> file) {}

    /** Which signatures the scanner looks for. */
    public enum SignatureChoice {
        OFFICIAL,
        OFFICIAL_OR_TEST,
        TEST
    }

    public static NodeSettings from(Settings settings) {
        WorkSettings work = WorkSettings.from(settings);
        IngestSettings ingest = IngestSettings.from(settings);
        return new NodeSettings(
                new NodeId(
                        settings.text(
                                "node.name",
                                "A-Z, a-z, 0-9 and ._-",
                                "Name of this node: the same after a restart, never shared by two.",
                                "local",
                                Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9._-]{0,127}"))),
                HttpSettings.from(settings),
                KafkaSettings.from(settings),
                ingest,
                ScanSettings.from(settings),
                clamd(settings, work.places()),
                signatures(settings),
                work,
                sandbox(settings, work.places()),
                libvips(settings),
                CatalogSettings.from(settings, ingest.retention().life()),
                SweepSettings.from(settings),
                QuerySettings.from(settings),
                LogSettings.from(settings),
                TraceSettings.from(settings));
    }

    public ClamdProcessSettings clamdProcess() {
        Signatures chosen =
                switch (signatures) {
                    case OFFICIAL -> new Signatures.Official(Signatures.DEBIAN_FOLDER);
                    case OFFICIAL_OR_TEST ->
                            new Signatures.OfficialOrTest(
                                    Signatures.DEBIAN_FOLDER, Optional.of(Duration.ofSeconds(20)));
                    case TEST -> new Signatures.TestOnly();
                };
        var defaults = ClamdProcessSettings.defaults(chosen, clamd);
        return new ClamdProcessSettings(
                defaults.clamd(),
                defaults.scratch(),
                defaults.signatures(),
                ingest.maxSize().bytes(),
                defaults.concurrentScans(),
                defaults.scanLimit(),
                defaults.imageFuzzyHash(),
                defaults.silenceLimit());
    }

    private static ClamdSettings clamd(Settings settings, int places) {
        var defaults = ClamdSettings.defaults();
        return new ClamdSettings(
                settings.duration(
                        "scan.time-limit",
                        "Longest scan of one image.",
                        defaults.scanLimit(),
                        Duration.ofMillis(100),
                        Duration.ofHours(1)),
                defaults.answerLimit(),
                defaults.statusAge(),
                places,
                settings.duration(
                        "scan.max-signature-age",
                        "Signatures older than this are stale: images wait until they are renewed.",
                        defaults.maxSignatureAge(),
                        Duration.ofHours(1),
                        Duration.ofDays(365)));
    }

    private static SignatureChoice signatures(Settings settings) {
        String choice =
                settings.text(
                        "scan.signatures",
                        "official, official-or-test or test",
                        "What the scanner looks for. With test it finds nothing but the EICAR test"
                                + " file: for trying the product out, and every output says so.",
                        "official",
                        Pattern.compile("official|official-or-test|test"));
        return switch (choice) {
            case "test" -> SignatureChoice.TEST;
            case "official-or-test" -> SignatureChoice.OFFICIAL_OR_TEST;
            default -> SignatureChoice.OFFICIAL;
        };
    }

    private static Libvips libvips(Settings settings) {
        return new Libvips(
                settings.file(
                        "process.libvips",
                        "system",
                        "The build of libvips that decodes and encodes, in a single file; HEIC and"
                                + " AVIF go to the system's all the same. A newer one is faster."));
    }

    private static SandboxSettings sandbox(Settings settings, int places) {
        var defaults = SandboxSettings.defaults();
        return new SandboxSettings(
                places,
                defaults.spares(),
                settings.count(
                        "process.images-per-sandbox",
                        "Images after which a sandbox is replaced by a fresh one.",
                        defaults.imagesPerChild(),
                        1,
                        1_000_000),
                settings.duration(
                        "process.time-limit",
                        "Longest run of the programs on one image.",
                        defaults.timeLimit(),
                        Duration.ofMillis(100),
                        Duration.ofHours(1)),
                defaults.grace(),
                defaults.startLimit(),
                defaults.idleLimit(),
                settings.size(
                                "process.max-memory",
                                "Private memory of one sandbox, native and heap together.",
                                new ByteSize(defaults.maxDataBytes()),
                                ByteSize.mebibytes(128),
                                ByteSize.mebibytes(64 << 10))
                        .bytes(),
                defaults.scratchBytes(),
                defaults.limits());
    }
}
