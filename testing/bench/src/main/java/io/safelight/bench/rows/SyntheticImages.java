package io.safelight.bench.rows;

import io.safelight.domain.expiry.Retention;
import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.Attributes;
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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Records of completed images as real photographs leave them: two dozen EXIF tags, hashes that do
 * not compress, a few cameras and tenants. One after the other in time. For one thread.
 */
final class SyntheticImages {
    private static final Retention RETENTION =
            new Retention(Duration.ofDays(7), Duration.ofHours(1));
    private static final List<String> MODELS =
            List.of("EOS R6", "Z 6_2", "X-T5", "ILCE-7M4", "Pixel 9", "iPhone 15", "SM-S918B");
    private static final ScanEngine ENGINE =
            new ScanEngine("ClamAV 1.4.3", "27500", Optional.empty());

    private final SplittableRandom random;
    private final Duration apart;
    private Instant next;

    /**
     * @param first when the first arrived
     * @param apart from one arrival to the next
     */
    SyntheticImages(long seed, Instant first, Duration apart) {
        this.random = new SplittableRandom(seed);
        this.next = first;
        this.apart = apart;
    }

    List<ImageRecord> make(int count) {
        var images = new ArrayList<ImageRecord>(count);
        for (int i = 0; i < count; i++) {
            images.add(make());
            next = next.plus(apart);
        }
        return images;
    }

    private ImageRecord make() {
        Instant receivedAt = Instant.ofEpochMilli(next.toEpochMilli());
        return new ImageRecord(
                ImageId.of(receivedAt, bytes(ImageId.ENTROPY_BYTES)),
                new Origin(
                        new TenantId("tenant-" + random.nextInt(20)),
                        new PrincipalId("user-" + random.nextInt(200) + "@acme.example"),
                        random.nextBoolean() ? Source.HTTP : Source.KAFKA),
                description(),
                new Content(ImageFormat.JPEG, random.nextLong(200_000, 9_000_000), sha256()),
                RETENTION.from(receivedAt),
                new Original(Zone.RAW, object()),
                HexFormat.of().formatHex(bytes(16)),
                State.COMPLETED,
                1,
                Tries.NONE,
                receivedAt,
                findings(receivedAt),
                Optional.of(receivedAt.plusMillis(random.nextInt(200, 4000))),
                3);
    }

    private Description description() {
        return new Description(
                Optional.of("IMG_" + random.nextInt(100_000) + ".jpg"),
                Attributes.of(
                        Map.of(
                                "order",
                                new BigDecimal(random.nextInt(1_000_000)),
                                "album",
                                "holiday-" + random.nextInt(500),
                                "public",
                                random.nextBoolean())));
    }

    private Findings findings(Instant receivedAt) {
        return new Findings(
                Optional.of(new Scan(new Verdict.Clean(), ENGINE, receivedAt.plusMillis(100))),
                Optional.of(probe()),
                List.of(run("probe"), run("renditions")),
                List.of(output("preview.jpg", "image/jpeg"), output("thumb.webp", "image/webp")),
                Optional.empty());
    }

    private Probe probe() {
        String model = MODELS.get(random.nextInt(MODELS.size()));
        return new Probe(
                new Dimensions(random.nextInt(3000, 6000), random.nextInt(2000, 4000), 1),
                1 + random.nextInt(8),
                "srgb",
                Optional.of(new Probe.Camera("Maker of " + model, model)),
                Optional.of(LocalDateTime.of(2025, 7, 1, 12, 0).plusSeconds(random.nextInt())),
                Optional.of(new Location(random.nextDouble(-60, 70), random.nextDouble(-180, 180))),
                new Probe.Looks(
                        HexFormat.of().toHexDigits(random.nextLong()),
                        "#%06x".formatted(random.nextInt(1 << 24)),
                        "L" + HexFormat.of().formatHex(bytes(13))),
                exif(model));
    }

    private SortedMap<String, String> exif(String model) {
        var tags = new TreeMap<String, String>();
        tags.put("Model", model);
        tags.put("LensModel", "lens " + random.nextInt(40) + " of " + model);
        tags.put("ISOSpeedRatings", Integer.toString(100 << random.nextInt(6)));
        tags.put("ExposureTime", "1/" + (30 << random.nextInt(6)));
        tags.put("FNumber", "f/" + (1.4 + random.nextInt(12)));
        tags.put("FocalLength", random.nextInt(14, 200) + " mm");
        tags.put("DateTimeOriginal", "2025:07:01 12:00:" + random.nextInt(10, 60));
        tags.put("Software", "Version " + random.nextInt(1, 9) + ".0");
        for (int i = tags.size(); i < 24; i++) {
            tags.put("Tag" + i, "a usual value " + random.nextInt(10));
        }
        return tags;
    }

    private ProgramRun run(String program) {
        return new ProgramRun(
                new ProgramName(program),
                "1",
                Duration.ofMillis(random.nextInt(20, 200)),
                random.nextLong(50_000_000, 200_000_000),
                1,
                Optional.empty());
    }

    private Output output(String name, String type) {
        return new Output(
                new ProgramName("renditions"),
                name,
                type,
                random.nextLong(10_000, 400_000),
                sha256(),
                object());
    }

    private ObjectRef object() {
        return new ObjectRef("processed/" + HexFormat.of().formatHex(bytes(24)));
    }

    private Sha256 sha256() {
        return new Sha256(HexFormat.of().formatHex(bytes(32)));
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
