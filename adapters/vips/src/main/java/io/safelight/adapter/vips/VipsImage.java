package io.safelight.adapter.vips;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * A reference to an image of libvips: a header, and a recipe for the pixels. The owner closes it;
 * images made from it stay good. For one thread, but for {@link #kill}.
 */
final class VipsImage implements AutoCloseable {
    private static final int MAX_NICK_BYTES = 64;

    private final Vips vips;
    private final VipsCalls calls;
    private final MemorySegment handle;
    private boolean closed;

    VipsImage(Vips vips, MemorySegment handle) {
        this.vips = vips;
        this.calls = vips.calls();
        this.handle = handle;
    }

    int width() {
        return calls.number(Symbol.VIPS_IMAGE_GET_WIDTH, handle());
    }

    int height() {
        return calls.number(Symbol.VIPS_IMAGE_GET_HEIGHT, handle());
    }

    int pages() {
        return Math.max(1, calls.number(Symbol.VIPS_IMAGE_GET_N_PAGES, handle()));
    }

    int bands() {
        return calls.number(Symbol.VIPS_IMAGE_GET_BANDS, handle());
    }

    BandFormat format() {
        return BandFormat.of(calls.number(Symbol.VIPS_IMAGE_GET_FORMAT, handle()));
    }

    /** Whether pixels are packed in a way that arithmetic does not understand. */
    boolean isPacked() {
        return calls.number(Symbol.VIPS_IMAGE_GET_CODING, handle()) != 0;
    }

    boolean hasAlpha() {
        return calls.number(Symbol.VIPS_IMAGE_HASALPHA, handle()) != 0;
    }

    /** EXIF 1 to 8. */
    int orientation() {
        int told = calls.number(Symbol.VIPS_IMAGE_GET_ORIENTATION, handle());
        return told >= 1 && told <= 8 ? told : 1;
    }

    /** libvips' name of what the numbers mean, such as {@code srgb}. */
    String interpretation() {
        MemorySegment nick =
                calls.pointer(
                        Symbol.VIPS_ENUM_NICK,
                        calls.longNumber(Symbol.VIPS_INTERPRETATION_GET_TYPE),
                        calls.number(Symbol.VIPS_IMAGE_GET_INTERPRETATION, handle()));
        return Vips.text(nick, MAX_NICK_BYTES);
    }

    boolean has(String field) {
        try (Arena arena = Arena.ofConfined()) {
            return has(arena.allocateFrom(field));
        }
    }

    /** A binary field such as {@code exif-data}; empty when it is not there or longer. */
    Optional<byte[]> blob(String field, int maxBytes) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(field);
            if (!has(name)) {
                return Optional.empty();
            }
            MemorySegment data = arena.allocate(ADDRESS);
            MemorySegment size = arena.allocate(JAVA_LONG);
            if (calls.number(Symbol.VIPS_IMAGE_GET_BLOB, handle(), name, data, size) != 0) {
                throw vips.failure(field);
            }
            long bytes = size.get(JAVA_LONG, 0);
            return bytes < 0 || bytes > maxBytes
                    ? Optional.empty()
                    : Optional.of(data.get(ADDRESS, 0).reinterpret(bytes).toArray(JAVA_BYTE));
        }
    }

    /** Computes every pixel, now and in this thread's time. */
    VipsImage copyToMemory() {
        MemorySegment copy = calls.pointer(Symbol.VIPS_IMAGE_COPY_MEMORY, handle());
        if (copy.equals(MemorySegment.NULL)) {
            throw vips.failure("decode");
        }
        return new VipsImage(vips, copy);
    }

    /** The pixels, row by row, bands interleaved, in the band format's size. */
    byte[] pixels() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(JAVA_LONG);
            MemorySegment data = calls.pointer(Symbol.VIPS_IMAGE_WRITE_TO_MEMORY, handle(), size);
            if (data.equals(MemorySegment.NULL)) {
                throw vips.failure("decode");
            }
            try {
                return data.reinterpret(size.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
            } finally {
                calls.call(Symbol.G_FREE, data);
            }
        }
    }

    /**
     * Ends computing that reads from this image, soon: it fails in the thread that asked for it.
     * For any thread; does nothing once closed.
     */
    synchronized void kill() {
        if (!closed) {
            calls.call(Symbol.VIPS_IMAGE_SET_KILL, handle, 1);
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            calls.call(Symbol.G_OBJECT_UNREF, handle);
        }
    }

    MemorySegment handle() {
        if (closed) {
            throw new IllegalStateException("the image is closed");
        }
        return handle;
    }

    private boolean has(MemorySegment field) {
        return calls.longNumber(Symbol.VIPS_IMAGE_GET_TYPEOF, handle(), field) != 0;
    }
}
