package io.safelight.domain.image;

/** The door an image came through. */
public enum Source {
    HTTP,
    KAFKA
}
