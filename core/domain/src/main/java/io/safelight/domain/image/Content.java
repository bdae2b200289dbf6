package io.safelight.domain.image;

/** The bytes of an image, as counted and hashed on arrival. */
public record Content(ImageFormat format, long bytes, Sha256 sha256) {

    public Content {
        if (bytes < 1) {
            throw new IllegalArgumentException("an image has bytes");
        }
    }
}
