package io.safelight.ports.streams;

import io.safelight.domain.image.ImageId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Ids of images that come as records: the same record always gets the same id, and without the key
 * nobody can tell the id of a record. Safe for many threads.
 */
public final class StreamIds {
    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;
    private final StreamPrincipals principals;

    /** {@code key} is copied. */
    public StreamIds(byte[] key) {
        this.key = new SecretKeySpec(key, HMAC);
        this.principals = new StreamPrincipals(key);
    }

    /** Whoever tells the ids of records tells also who wrote them; by keys derived from this. */
    public StreamPrincipals principals() {
        return principals;
    }

    /**
     * @param appendedAt the broker's time of the record
     */
    public ImageId idOf(StreamCoordinates at, Instant appendedAt) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            for (String part : new String[] {at.cluster(), at.topicId()}) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
                mac.update(bytes);
            }
            mac.update(ByteBuffer.allocate(12).putInt(at.partition()).putLong(at.offset()).flip());
            return ImageId.of(appendedAt, Arrays.copyOf(mac.doFinal(), ImageId.ENTROPY_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
