package io.safelight.adapter.tink;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import io.safelight.domain.image.ObjectRef;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.objects.ObjectStore;
import io.safelight.ports.objects.SealedObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.security.GeneralSecurityException;

/** A sealed object of known length. */
final class TinkSealedObject implements SealedObject {
    private final ObjectStore objects;
    private final ObjectRef object;
    private final long sealedBytes;
    private final AesGcmHkdfStreaming cipher;
    private final byte[] associatedData;

    TinkSealedObject(
            ObjectStore objects,
            ObjectRef object,
            long sealedBytes,
            AesGcmHkdfStreaming cipher,
            byte[] associatedData) {
        this.objects = objects;
        this.object = object;
        this.sealedBytes = sealedBytes;
        this.cipher = cipher;
        this.associatedData = associatedData;
    }

    /**
     * Every segment but the first holds a whole number of plaintext bytes and a tag; the header
     * comes before the first.
     */
    @Override
    public long size() {
        long body = sealedBytes - cipher.getHeaderLength();
        long segment = cipher.getCiphertextSegmentSize();
        long tag = cipher.getCiphertextOverhead();
        long first = segment - cipher.getCiphertextOffset();
        long segments = body <= first ? 1 : 1 + Math.ceilDiv(body - first, segment);
        long plain = body - segments * tag;
        if (plain < 0) {
            throw corrupt(null);
        }
        return plain;
    }

    @Override
    public InputStream stream(long offset) {
        return ExplainedStream.decrypted(offset == 0 ? fromStart() : from(offset), object);
    }

    private InputStream fromStart() {
        InputStream sealed = ExplainedStream.stored(objects.open(object, 0), object);
        try {
            return cipher.newDecryptingStream(sealed, associatedData);
        } catch (IOException | GeneralSecurityException e) {
            throw corrupt(e);
        }
    }

    private InputStream from(long offset) {
        try {
            SeekableByteChannel plain =
                    cipher.newSeekableDecryptingChannel(
                            new ObjectChannel(objects, object, sealedBytes), associatedData);
            plain.position(offset);
            return Channels.newInputStream(plain);
        } catch (IOException | GeneralSecurityException e) {
            throw corrupt(e);
        }
    }

    private PortException corrupt(@org.jspecify.annotations.Nullable Exception cause) {
        String message = "the object " + object + " is not what was written";
        return cause == null
                ? new PortException(Port.OBJECTS, Kind.CORRUPT, message)
                : new PortException(Port.OBJECTS, Kind.CORRUPT, message, cause);
    }
}
