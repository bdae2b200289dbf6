package io.safelight.adapter.vips;

/**
 * libvips could not do something. The message holds the last lines of its error buffer, which may
 * quote the image: for classification and logs, never for the sender.
 */
public final class VipsException extends RuntimeException {

    public VipsException(String message) {
        super(message);
    }

    public VipsException(String message, Throwable cause) {
        super(message, cause);
    }
}
