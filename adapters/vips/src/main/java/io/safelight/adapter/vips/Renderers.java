package io.safelight.adapter.vips;

import io.safelight.domain.image.ImageFormat;
import java.util.Optional;

/**
 * Who renders which format. Builds of libvips that are made to be fast and carried along lack the
 * decoder of HEIC, so that family goes to the system's build. For one thread.
 */
record Renderers(Renderer chosen, Renderer forHeif) {

    /** One build for all. */
    static Renderers all(Vips vips) {
        var renderer = new Renderer(vips);
        return new Renderers(renderer, renderer);
    }

    /**
     * A chosen build, and beside it the system's.
     *
     * @throws VipsException when the system has none: else each HEIC would fail for ever
     */
    static Renderers besideTheSystem(Vips chosen) {
        return new Renderers(new Renderer(chosen), new Renderer(Vips.open(Optional.empty())));
    }

    Renderer of(ImageFormat format) {
        return switch (format) {
            case JPEG, PNG, WEBP, GIF, TIFF -> chosen;
            case AVIF, HEIC -> forHeif;
        };
    }
}
