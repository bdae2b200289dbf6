package io.safelight.ingest;

import io.safelight.domain.image.Content;
import io.safelight.domain.image.Dimensions;
import io.safelight.domain.image.ImageFormat;
import io.safelight.domain.image.Sha256;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * An image on its way in: its head is looked at, then all of it is counted, hashed and copied once.
 * For one thread.
 */
final class IncomingImage {
    private static final int[] HEAD_SIZES = {16 << 10, 64 << 10, 256 << 10};
    private static final int CHUNK_BYTES = 64 << 10;

    /** How much is written between two looks at the room that is left. */
    private static final int LOOK_BYTES = 1 << 20;

    private final InputStream body;
    private final long maxBytes;
    private final MessageDigest digest;
    private byte[] head = new byte[0];
    private Optional<ImageFormat> format = Optional.empty();
    private Optional<Dimensions> declared = Optional.empty();
    private long bytes;
    private boolean ranOutOfRoom;
    private Optional<Content> content = Optional.empty();

    private IncomingImage(InputStream body, long maxBytes, MessageDigest digest) {
        this.body = body;
        this.maxBytes = maxBytes;
        this.digest = digest;
    }

    /** Reads as much of the head as its size needs, at most 256 KiB. */
    static IncomingImage open(InputStream body, long maxBytes) throws IOException {
        try {
            var image = new IncomingImage(body, maxBytes, MessageDigest.getInstance("SHA-256"));
            image.readHead();
            return image;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    boolean isEmpty() {
        return head.length == 0;
    }

    Optional<ImageFormat> format() {
        return format;
    }

    /** 0 where the head does not tell. */
    long declaredPixels() {
        return declared.map(Dimensions::pixels).orElse(0L);
    }

    /**
     * Copies all of it, or just over the limit, or until there is no more room.
     *
     * @param hasRoom asked now and then
     * @throws IOException only from the body
     */
    void copyTo(OutputStream target, BooleanSupplier hasRoom) throws IOException {
        bytes = head.length;
        digest.update(head);
        write(target, head, head.length);
        byte[] chunk = new byte[CHUNK_BYTES];
        long look = LOOK_BYTES;
        while (!isTooLarge()) {
            if (bytes >= look) {
                look = bytes + LOOK_BYTES;
                ranOutOfRoom = !hasRoom.getAsBoolean();
                if (ranOutOfRoom) {
                    return;
                }
            }
            int count = body.read(chunk);
            if (count < 0) {
                content = format.map(f -> new Content(f, bytes, Sha256.of(digest.digest())));
                return;
            }
            bytes += count;
            digest.update(chunk, 0, count);
            write(target, chunk, count);
        }
    }

    /** The storage's fault must not look like the sender's. */
    private static void write(OutputStream target, byte[] source, int count) {
        try {
            target.write(source, 0, count);
        } catch (IOException e) {
            throw new PortException(Port.OBJECTS, Kind.RETRYABLE, "cannot write an object", e);
        }
    }

    boolean ranOutOfRoom() {
        return ranOutOfRoom;
    }

    boolean isTooLarge() {
        return bytes > maxBytes;
    }

    /** After it was copied whole. */
    Content content() {
        return content.orElseThrow();
    }

    private void readHead() throws IOException {
        for (int size : HEAD_SIZES) {
            byte[] more = body.readNBytes(size - head.length);
            int before = head.length;
            head = Arrays.copyOf(head, before + more.length);
            System.arraycopy(more, 0, head, before, more.length);
            format = ImageFormat.sniff(head);
            declared = format.flatMap(f -> DeclaredSize.read(f, head));
            if (format.isEmpty() || declared.isPresent() || head.length < size) {
                return;
            }
        }
    }
}
