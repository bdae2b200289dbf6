package io.safelight.adapter.vips;

import io.safelight.domain.image.ImageFormat;
import io.safelight.ports.bytes.ImageBytes;
import java.lang.foreign.MemorySegment;
import java.time.Duration;

/**
 * Makes the larger rendition and nothing else, by the very steps of the program. It lies in the
 * adapter's package because those steps are nobody else's business. For one thread.
 */
public final class PreviewAlone {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Vips vips;
    private final Renderer renderer;

    public PreviewAlone(Vips vips) {
        this.vips = vips;
        this.renderer = new Renderer(vips);
    }

    /** Returns its size in bytes. */
    public int make(ImageBytes bytes) {
        var segment = MemorySegment.ofBuffer(bytes.buffer());
        try (Watch watch = Watch.start(LIMIT);
                Source source = Source.open(vips, ImageFormat.JPEG, segment);
                VipsImage base = renderer.decode(source, watch)) {
            return renderer.jpeg(base).length;
        }
    }
}
