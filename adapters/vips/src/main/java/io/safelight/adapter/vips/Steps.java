package io.safelight.adapter.vips;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A pipeline in the making: each step replaces the picture at hand, and everything is closed at the
 * end but what is taken out.
 */
final class Steps implements AutoCloseable {
    private static final String WHITE = "255 255 255";

    private final Vips vips;
    private final Deque<VipsImage> made = new ArrayDeque<>();
    private VipsImage now;

    /** Starts at a picture that stays its owner's. */
    private Steps(Vips vips, VipsImage first) {
        this.vips = vips;
        this.now = first;
    }

    static Steps from(Vips vips, VipsImage first) {
        return new Steps(vips, first);
    }

    VipsImage now() {
        return now;
    }

    /** A copy in memory of the picture at hand; the caller's. */
    VipsImage finish() {
        return now.copyToMemory();
    }

    /** Exactly to that size; transparent colours do not bleed. */
    Steps resize(Fit size) {
        if (now.width() == size.width() && now.height() == size.height()) {
            return this;
        }
        if (!now.hasAlpha()) {
            return resizeBands(size);
        }
        BandFormat format = now.format();
        return then("premultiply").resizeBands(size).then("unpremultiply").cast(format);
    }

    /** Eight bits of sRGB, by the embedded profile where it is of use. */
    Steps toSrgb() {
        if (now.has("icc-profile-data") && !SrgbProfile.isEmbeddedIn(now)) {
            applyProfile();
        }
        if (!now.interpretation().equals("srgb")) {
            step(operation("colourspace").with("space", "srgb"));
        }
        return cast(BandFormat.UCHAR);
    }

    /** Unpacks what arithmetic does not understand. */
    Steps unpack() {
        return now.isPacked() ? step(operation("colourspace").with("space", "srgb")) : this;
    }

    Steps flatten() {
        return now.hasAlpha() ? step(operation("flatten").with("background", WHITE)) : this;
    }

    /** Turned as the orientation says. Reads in any order: only for pictures in memory. */
    Steps upright() {
        return now.orientation() == 1 ? this : then("autorot");
    }

    @Override
    public void close() {
        while (!made.isEmpty()) {
            made.pop().close();
        }
    }

    private Steps resizeBands(Fit size) {
        return step(
                operation("resize")
                        .with("scale", (double) size.width() / now.width())
                        .with("vscale", (double) size.height() / now.height()));
    }

    private Steps cast(BandFormat format) {
        return now.format() == format
                ? this
                : step(operation("cast").with("format", format.nick()));
    }

    /** A profile that does not fit its picture is as good as none. */
    private void applyProfile() {
        try {
            step(
                    operation("icc_transform")
                            .with("output-profile", "srgb")
                            .with("embedded", "true")
                            .with("depth", 8));
        } catch (VipsException e) {
            vips.forgetErrors();
        }
    }

    private Steps then(String operation) {
        return step(operation(operation));
    }

    private VipsOperation operation(String name) {
        return vips.operation(name).in(now);
    }

    private Steps step(VipsOperation operation) {
        try (operation) {
            now = operation.image();
            made.push(now);
            return this;
        }
    }
}
