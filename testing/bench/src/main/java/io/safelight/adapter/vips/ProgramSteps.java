package io.safelight.adapter.vips;

import io.safelight.domain.image.ImageFormat;
import io.safelight.ports.bytes.ImageBytes;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The steps of the built-in programs one by one, with the processor time of each: a profiler of
 * Java does not see libvips' own threads. For one thread.
 */
public final class ProgramSteps {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Vips vips;
    private final Renderer renderer;
    private final LongSupplier processorNanos;
    private final Map<String, Long> nanos = new LinkedHashMap<>();
    private long last;

    /**
     * @param processorNanos of this process so far
     */
    public ProgramSteps(Vips vips, LongSupplier processorNanos) {
        this.vips = vips;
        this.renderer = new Renderer(vips);
        this.processorNanos = processorNanos;
    }

    /** In the order of the programs. */
    public void run(ImageBytes bytes) {
        last = processorNanos.getAsLong();
        var segment = MemorySegment.ofBuffer(bytes.buffer());
        try (Watch watch = Watch.start(LIMIT);
                Source source = Source.open(vips, ImageFormat.JPEG, segment)) {
            did("open, header, deadline");
            ExifReading.of(ImageFormat.JPEG, source.header(), bytes.buffer());
            did("EXIF");
            try (VipsImage base = renderer.decode(source, watch)) {
                did("decode, shrink to 1600, sRGB");
                render(base);
            }
        }
    }

    /** Processor nanoseconds of each step, of all images together. */
    public Map<String, Long> nanos() {
        return Map.copyOf(nanos);
    }

    public void forget() {
        nanos.clear();
    }

    private void render(VipsImage base) {
        try (VipsImage thumb = renderer.thumb(base)) {
            did("shrink to 256");
            renderer.jpeg(base);
            did("turn, encode preview.jpg");
            renderer.webp(thumb);
            did("encode thumb.webp");
            Raster raster = renderer.raster(thumb);
            PerceptualHash.of(raster);
            DominantColor.of(raster);
            BlurHash.of(raster);
            did("hash, colour, BlurHash");
        }
    }

    private void did(String step) {
        long now = processorNanos.getAsLong();
        nanos.merge(step, now - last, Long::sum);
        last = now;
    }
}
