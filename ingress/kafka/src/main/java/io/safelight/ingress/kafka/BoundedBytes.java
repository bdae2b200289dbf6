package io.safelight.ingress.kafka;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * Takes values out of the consumer's memory, as many as a portion may hold. What a batch unpacks to
 * may be a thousand times larger than what was fetched, and the consumer would return all of it at
 * once. It lets a deserializer fail, returns what it has, and asks again for the rest at the next
 * poll; so this one fails when the portion is full. A record with too many headers is refused
 * whatever is in it, and ends the portion: nobody knows what they weigh. For one thread.
 */
final class BoundedBytes implements Deserializer<byte[]> {
    private static final byte[] NONE = {};

    private static final class PortionFullException extends RuntimeException {
        PortionFullException() {
            super("the portion is full; the rest comes with the next");
        }
    }

    private final long maxBytes;
    private final long portionBytes;
    private long taken;

    /**
     * @param maxBytes of one value: one that is larger is refused whatever is in it, so that none
     *     of it is taken; the record's {@code serializedValueSize} tells its size
     * @param portionBytes of all values of a portion; the last may reach beyond it
     */
    BoundedBytes(long maxBytes, long portionBytes) {
        this.maxBytes = maxBytes;
        this.portionBytes = portionBytes;
    }

    void startPortion() {
        taken = 0;
    }

    @Override
    public byte @Nullable [] deserialize(String topic, byte @Nullable [] value) {
        return value == null ? null : bytes(ByteBuffer.wrap(value));
    }

    @Override
    public byte @Nullable [] deserialize(
            String topic, Headers headers, @Nullable ByteBuffer value) {
        if (taken >= portionBytes) {
            throw new PortionFullException();
        }
        // A look at a header makes it let go of all that was fetched or unpacked with it.
        if (!RecordReader.isModest(headers)) {
            taken = portionBytes;
            return NONE;
        }
        return value == null ? null : bytes(value);
    }

    private byte[] bytes(ByteBuffer value) {
        taken += value.remaining();
        if (value.remaining() > maxBytes) {
            return NONE;
        }
        byte[] bytes = new byte[value.remaining()];
        // The consumer asks the buffer for the value's size afterwards.
        value.get(value.position(), bytes);
        return bytes;
    }
}
