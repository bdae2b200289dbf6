package io.safelight.adapter.vips;

/**
 * Decodes once and makes every size from it. Per image the decoder does most of the shrinking, the
 * rest happens in one pass of strips, colours are converted at the target's size, and the small
 * picture is made of the big one.
 */
final class Renderer {
    static final int PREVIEW_SIDE = 1600;
    static final int THUMB_SIDE = 256;
    private static final int QUALITY = 80;

    private final Vips vips;

    Renderer(Vips vips) {
        this.vips = vips;
    }

    Vips vips() {
        return vips;
    }

    /** The picture in 8-bit sRGB, at most {@link #PREVIEW_SIDE} long, not turned yet, in memory. */
    VipsImage decode(Source source, Watch watch) {
        VipsImage header = source.header();
        Fit target = Fit.into(PREVIEW_SIDE, header.width(), header.height());
        try (VipsImage pixels = source.near(target);
                Steps steps = Steps.from(vips, pixels)) {
            watch.over(pixels);
            return steps.unpack().resize(target).toSrgb().finish();
        }
    }

    /** At most {@link #THUMB_SIDE} long, upright, in memory. */
    VipsImage thumb(VipsImage base) {
        Fit target = Fit.into(THUMB_SIDE, base.width(), base.height());
        try (Steps shrink = Steps.from(vips, base).resize(target);
                VipsImage small = shrink.finish();
                Steps turn = Steps.from(vips, small).upright()) {
            return turn.finish();
        }
    }

    byte[] jpeg(VipsImage base) {
        try (Steps steps = Steps.from(vips, base).upright().flatten();
                VipsOperation save = save("jpegsave_buffer", steps.now())) {
            return save.bytes();
        }
    }

    byte[] webp(VipsImage thumb) {
        try (VipsOperation save = save("webpsave_buffer", thumb)) {
            return WebpContainer.withoutMetadata(save.with("effort", 1).bytes());
        }
    }

    /** The thumb's colours, on white. */
    Raster raster(VipsImage thumb) {
        try (Steps steps = Steps.from(vips, thumb).flatten()) {
            VipsImage flat = steps.now();
            return new Raster(flat.width(), flat.height(), flat.pixels());
        }
    }

    private VipsOperation save(String operation, VipsImage image) {
        VipsOperation save = vips.operation(operation).in(image).with("Q", QUALITY);
        // No metadata: `strip` became `keep` in 8.15.
        return vips.isAtLeast(8, 15) ? save.with("keep", "none") : save.with("strip", "true");
    }
}
