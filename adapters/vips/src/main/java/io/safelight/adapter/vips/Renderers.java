package io.safelight.adapter.vips;

import io.safelight.domain.image.ImageFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who renders which format. Builds of libvips that are made to be fast and carried along lack the
 * decoder of HEIC, so that family goes to the system's build, loaded with the first such image. For
 * one thread.
 */
final class Renderers {
    private final Renderer chosen;
    private @Nullable Renderer forHeif;

    private Renderers(Renderer chosen, @Nullable Renderer forHeif) {
        this.chosen = chosen;
        this.forHeif = forHeif;
    }

    /** One build for all. */
    static Renderers all(Vips vips) {
        var renderer = new Renderer(vips);
        return new Renderers(renderer, renderer);
    }

    /** A chosen build, and beside it the system's. */
    static Renderers besideTheSystem(Vips chosen) {
        return new Renderers(new Renderer(chosen), null);
    }

    Renderer of(ImageFormat format) {
        return switch (format) {
            case JPEG, PNG, WEBP, GIF, TIFF -> chosen;
            case AVIF, HEIC -> forHeif();
        };
    }

    private Renderer forHeif() {
        if (forHeif == null) {
            forHeif = system();
        }
        return forHeif;
    }

    /** Where the system has none, the chosen one may know the format all the same. */
    private Renderer system() {
        try {
            return new Renderer(Vips.open(Optional.empty()));
        } catch (VipsException e) {
            return chosen;
        }
    }
}
