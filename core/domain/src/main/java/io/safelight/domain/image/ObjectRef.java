package io.safelight.domain.image;

/**
 * Names stored bytes. Only the store that returned it knows what it means; nobody else builds or
 * reads one.
 */
public record ObjectRef(String value) {

    public ObjectRef {
        if (value.isEmpty() || value.length() > 512) {
            throw new IllegalArgumentException("an object reference has 1 to 512 characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
