package io.safelight.adapter.tink;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import io.safelight.domain.image.ObjectRef;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.keys.BucketKey;
import io.safelight.ports.keys.KeyName;
import io.safelight.ports.keys.KeyRing;
import io.safelight.ports.objects.ObjectStore;
import io.safelight.ports.objects.ObjectWriter;
import io.safelight.ports.objects.Placement;
import io.safelight.ports.objects.SealedObject;
import io.safelight.ports.objects.SealedObjects;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * Encrypts with Tink's AES256_GCM_HKDF streaming AEAD in segments of 128 KiB, small enough that a
 * thousand uploads at once fit into a small heap. Each object has its own key, derived from the
 * bucket key and a random salt in the object's header; the associated data is {@code
 * safelight/1/<zone>/<tenant>/<image>}.
 */
public final class TinkSealedObjects implements SealedObjects {
    private static final String HKDF = "HmacSha256";
    private static final int DERIVED_KEY_BYTES = 32;
    private static final int SEGMENT_BYTES = 128 << 10;

    private final ObjectStore objects;
    private final KeyRing keys;
    private final LastingThreads threads = new LastingThreads();

    public TinkSealedObjects(ObjectStore objects, KeyRing keys) {
        this.objects = objects;
        this.keys = keys;
    }

    @Override
    public ObjectWriter create(Placement placement) {
        BucketKey key = keys.obtain(new KeyName(placement.tenant(), placement.bucket()));
        ObjectWriter target = objects.create(placement);
        try {
            AesGcmHkdfStreaming cipher = cipher(key);
            return new SealingWriter(
                    target,
                    threads.begin(
                            () ->
                                    cipher.newEncryptingStream(
                                            target.stream(), associatedData(placement))));
        } catch (IOException | GeneralSecurityException e) {
            target.close();
            throw new PortException(
                    Port.OBJECTS, Kind.RETRYABLE, "cannot start to seal an object", e);
        } finally {
            key.destroy();
        }
    }

    @Override
    public SealedObject open(ObjectRef object, Placement placement) {
        var name = new KeyName(placement.tenant(), placement.bucket());
        BucketKey key =
                keys.find(name)
                        .orElseThrow(
                                () ->
                                        new PortException(
                                                Port.KEYS, Kind.MISSING, "no key of " + name));
        try {
            return new TinkSealedObject(
                    objects, object, objects.size(object), cipher(key), associatedData(placement));
        } finally {
            key.destroy();
        }
    }

    @Override
    public void delete(ObjectRef object) {
        objects.delete(object);
    }

    private static AesGcmHkdfStreaming cipher(BucketKey key) {
        return key.use(
                material -> {
                    try {
                        return new AesGcmHkdfStreaming(
                                material, HKDF, DERIVED_KEY_BYTES, SEGMENT_BYTES, 0);
                    } catch (GeneralSecurityException e) {
                        throw new IllegalStateException("the parameters are constants", e);
                    }
                });
    }

    private static byte[] associatedData(Placement placement) {
        String text =
                String.join(
                        "/",
                        "safelight",
                        "1",
                        placement.zone().label(),
                        placement.tenant().value(),
                        placement.image().toString());
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
