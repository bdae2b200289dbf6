package io.safelight.adapter.vips;

import io.safelight.domain.image.Cause;
import io.safelight.domain.image.ImageFormat;
import io.safelight.domain.image.Probe;
import io.safelight.domain.program.Program;
import io.safelight.domain.program.ProgramName;
import io.safelight.ports.bytes.ImageBytes;
import io.safelight.ports.sandbox.MadeOutput;
import io.safelight.ports.sandbox.ProgramAnswer;
import io.safelight.ports.sandbox.ProgramAnswer.Result;
import io.safelight.ports.sandbox.ProgramHost;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The programs {@code probe} and {@code renditions}: one decoding for both. An image that cannot be
 * decoded makes both give up, for the same cause: {@code too-many-pixels}, {@code out-of-memory},
 * {@code truncated}, {@code corrupt}, {@code unsupported} or {@code timed-out}. For one thread, on
 * which libvips works.
 */
public final class BuiltInPrograms implements ProgramHost {
    public static final Program PROBE = new Program(new ProgramName("probe"), "1", true);
    public static final Program RENDITIONS = new Program(new ProgramName("renditions"), "1", true);

    private final Renderers renderers;
    private final DecodeLimits limits;

    /** One build of libvips for every format. */
    public BuiltInPrograms(Vips vips, DecodeLimits limits) {
        this(Renderers.all(vips), limits);
    }

    private BuiltInPrograms(Renderers renderers, DecodeLimits limits) {
        this.renderers = renderers;
        this.limits = limits;
    }

    /**
     * Loads libvips; a build that was chosen has the system's beside it, for HEIC and AVIF.
     *
     * @throws VipsException when it is missing or too old, with what to do
     */
    public static BuiltInPrograms open(VipsSettings settings) {
        Vips vips = Vips.open(settings.library());
        return new BuiltInPrograms(
                settings.library().isPresent()
                        ? Renderers.besideTheSystem(vips)
                        : Renderers.all(vips),
                settings.limits());
    }

    @Override
    public List<Program> programs() {
        return List.of(PROBE, RENDITIONS);
    }

    @Override
    public List<ProgramAnswer> run(ImageFormat format, ImageBytes bytes, Duration limit) {
        long start = System.nanoTime();
        Renderer renderer = renderers.of(format);
        renderer.vips().forgetErrors();
        try (Watch watch = Watch.start(limit)) {
            try {
                return work(renderer, format, bytes.buffer(), watch);
            } catch (GaveUpException e) {
                return gaveUp(e.why(), start);
            } catch (VipsException e) {
                Cause cause =
                        watch.hasExpired()
                                ? watch.timedOut()
                                : Failures.cause(e, format, bytes.buffer());
                return gaveUp(cause, start);
            }
        }
    }

    private List<ProgramAnswer> work(
            Renderer renderer, ImageFormat format, ByteBuffer bytes, Watch watch) {
        long start = System.nanoTime();
        requireMagic(format, bytes);
        try (Source source = Source.open(renderer.vips(), format, MemorySegment.ofBuffer(bytes))) {
            source.require(limits);
            Exif exif = ExifReading.of(format, source.header(), bytes);
            long header = System.nanoTime();
            try (VipsImage base = renderer.decode(source, watch)) {
                watch.check();
                return new Rendering(renderer, source, exif, new Times(start, header)).of(base);
            } catch (VipsException e) {
                watch.check();
                boolean scarce =
                        Failures.isScarce(source.decoderBytes(), ProcessMemory.roomBytes());
                throw new GaveUpException(Failures.cause(e, format, bytes, scarce), e);
            }
        }
    }

    private static Probe probe(Source source, Exif exif, Probe.Looks looks) {
        return new Probe(
                source.size(),
                source.header().orientation(),
                source.header().interpretation(),
                exif.camera(),
                exif.takenAt(),
                exif.location(),
                looks,
                exif.tags());
    }

    private static List<ProgramAnswer> gaveUp(Cause cause, long startNanos) {
        Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
        var result = new Result.GaveUp(cause);
        return answers(took, result, took, result);
    }

    private static List<ProgramAnswer> answers(
            Duration probing, Result probe, Duration rendering, Result renditions) {
        long memoryBytes = ProcessMemory.peakBytes();
        return List.of(
                new ProgramAnswer(PROBE, probing, memoryBytes, probe),
                new ProgramAnswer(RENDITIONS, rendering, memoryBytes, renditions));
    }

    private static MadeOutput output(String name, ImageFormat format, byte[] content) {
        return new MadeOutput(name, format.contentType(), ByteBuffer.wrap(content));
    }

    /** The caller looked already; no decoder sees what its name does not say. */
    private static void requireMagic(ImageFormat format, ByteBuffer bytes) {
        byte[] head = new byte[Math.min(ImageFormat.SNIFF_BYTES, bytes.remaining())];
        bytes.duplicate().get(head);
        if (ImageFormat.sniff(head).filter(format::equals).isEmpty()) {
            throw new GaveUpException(
                    new Cause("unsupported", "The image does not begin like a " + format + "."));
        }
    }

    /** What is made of a decoded image. */
    private record Rendering(Renderer renderer, Source source, Exif exif, Times times) {
        List<ProgramAnswer> of(VipsImage base) {
            try (VipsImage thumb = renderer.thumb(base)) {
                var outputs =
                        List.of(
                                output("preview.jpg", ImageFormat.JPEG, renderer.jpeg(base)),
                                output("thumb.webp", ImageFormat.WEBP, renderer.webp(thumb)));
                Duration rendering = times.sinceHeader();
                Raster raster = renderer.raster(thumb);
                var looks =
                        new Probe.Looks(
                                PerceptualHash.of(raster),
                                DominantColor.of(raster),
                                BlurHash.of(raster));
                Duration probing = times.total().minus(rendering);
                return answers(
                        probing,
                        new Result.Made(Optional.of(probe(source, exif, looks)), List.of()),
                        rendering,
                        new Result.Made(Optional.empty(), outputs));
            }
        }
    }

    /** When the work began, and when the header had been read, which is the probe's part. */
    private record Times(long startNanos, long headerNanos) {
        Duration sinceHeader() {
            return Duration.ofNanos(System.nanoTime() - headerNanos);
        }

        Duration total() {
            return Duration.ofNanos(System.nanoTime() - startNanos);
        }
    }
}
