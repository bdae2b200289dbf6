package io.safelight.domain.image;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/**
 * The identity of an image: a UUIDv7 (RFC 9562, section 5.7) of the millisecond at which it
 * arrived, so an id alone tells when its image is due.
 */
public record ImageId(UUID value) implements Comparable<ImageId> {
    /** How many bytes of entropy an id takes besides the time. */
    public static final int ENTROPY_BYTES = 10;

    private static final long TIME_LIMIT = 1L << 48;

    public ImageId {
        if (value.version() != 7 || value.variant() != 2) {
            throw new IllegalArgumentException("an image id is a UUIDv7");
        }
    }

    /**
     * @param entropy {@value #ENTROPY_BYTES} bytes: random, or for a record of a stream a keyed
     *     hash of its coordinates, so that the same record is the same image
     */
    public static ImageId of(Instant receivedAt, byte[] entropy) {
        long millis = receivedAt.toEpochMilli();
        if (millis < 0 || millis >= TIME_LIMIT || entropy.length != ENTROPY_BYTES) {
            throw new IllegalArgumentException("time out of range, or not 10 bytes of entropy");
        }
        ByteBuffer bits = ByteBuffer.wrap(entropy);
        long high = (millis << 16) | 0x7000L | (bits.getShort() & 0x0fffL);
        long low = (bits.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        return new ImageId(new UUID(high, low));
    }

    /** Takes only the canonical form of 36 lower-case characters. */
    public static ImageId parse(String text) {
        UUID uuid = UUID.fromString(text);
        if (!uuid.toString().equals(text)) {
            throw new IllegalArgumentException("an image id is a UUID in its canonical form");
        }
        return new ImageId(uuid);
    }

    public Instant receivedAt() {
        return Instant.ofEpochMilli(value.getMostSignificantBits() >>> 16);
    }

    /** Unsigned, hence by time. */
    @Override
    public int compareTo(ImageId other) {
        int high =
                Long.compareUnsigned(
                        value.getMostSignificantBits(), other.value.getMostSignificantBits());
        return high != 0
                ? high
                : Long.compareUnsigned(
                        value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
