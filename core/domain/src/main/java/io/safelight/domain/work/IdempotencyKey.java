package io.safelight.domain.work;

/**
 * A sender's name for one submission: the same key and the same bytes are the same image. 1 to 255
 * printable ASCII characters.
 */
public record IdempotencyKey(String value) {

    public IdempotencyKey {
        if (value.isEmpty()
                || value.length() > 255
                || value.chars().anyMatch(c -> c < 0x20 || c > 0x7e)) {
            throw new IllegalArgumentException(
                    "an idempotency key is 1 to 255 printable ASCII characters");
        }
    }
}
