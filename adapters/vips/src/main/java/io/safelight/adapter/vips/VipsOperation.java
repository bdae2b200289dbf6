package io.safelight.adapter.vips;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * One operation of libvips: set its arguments, then ask for its result, once. Arguments go in as
 * text, as on libvips' command line, so that every operation takes the same few calls.
 */
final class VipsOperation implements AutoCloseable {
    private final Vips vips;
    private final VipsCalls calls;
    private final String name;
    private final Arena arena = Arena.ofConfined();

    /** Holds the operation: building may replace it. */
    private final MemorySegment operation = arena.allocate(ADDRESS);

    private VipsOperation(Vips vips, String name) {
        this.vips = vips;
        this.calls = vips.calls();
        this.name = name;
    }

    static VipsOperation of(Vips vips, String name) {
        var made = new VipsOperation(vips, name);
        MemorySegment pointer =
                made.calls.pointer(Symbol.VIPS_OPERATION_NEW, made.arena.allocateFrom(name));
        if (pointer.equals(MemorySegment.NULL)) {
            made.arena.close();
            throw vips.failure(name);
        }
        made.operation.set(ADDRESS, 0, pointer);
        return made;
    }

    VipsOperation with(String argument, String value) {
        int failed =
                calls.number(
                        Symbol.VIPS_OBJECT_SET_ARGUMENT_FROM_STRING,
                        handle(),
                        arena.allocateFrom(argument),
                        arena.allocateFrom(value));
        if (failed != 0) {
            throw vips.failure(name + " " + argument + "=" + value);
        }
        return this;
    }

    VipsOperation with(String argument, int value) {
        return with(argument, Integer.toString(value));
    }

    VipsOperation with(String argument, double value) {
        return with(argument, Double.toString(value));
    }

    VipsOperation in(VipsImage image) {
        set("in", image.handle());
        return this;
    }

    /**
     * The encoded image to load. It must stay as it is until the loaded image, and everything that
     * was derived from it without {@link VipsImage#copyToMemory}, is closed.
     */
    VipsOperation in(MemorySegment encoded) {
        MemorySegment blob =
                calls.pointer(
                        Symbol.VIPS_BLOB_NEW, MemorySegment.NULL, encoded, encoded.byteSize());
        set("buffer", blob);
        calls.call(Symbol.VIPS_AREA_UNREF, blob);
        return this;
    }

    /** Runs it; libvips computes the pixels when they are asked for. */
    VipsImage image() {
        build();
        return new VipsImage(vips, result("out"));
    }

    /** Runs it to its end. */
    byte[] bytes() {
        build();
        MemorySegment blob = result("buffer");
        try {
            MemorySegment size = arena.allocate(JAVA_LONG);
            MemorySegment data = calls.pointer(Symbol.VIPS_BLOB_GET, blob, size);
            return data.reinterpret(size.get(JAVA_LONG, 0))
                    .toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
        } finally {
            calls.call(Symbol.VIPS_AREA_UNREF, blob);
        }
    }

    @Override
    public void close() {
        calls.call(Symbol.VIPS_OBJECT_UNREF_OUTPUTS, handle());
        calls.call(Symbol.G_OBJECT_UNREF, handle());
        arena.close();
    }

    private void build() {
        if (calls.number(Symbol.VIPS_CACHE_OPERATION_BUILDP, operation) != 0) {
            throw vips.failure(name);
        }
    }

    private void set(String property, MemorySegment value) {
        calls.property(Symbol.G_OBJECT_SET, handle(), arena.allocateFrom(property), value);
    }

    private MemorySegment result(String property) {
        MemorySegment slot = arena.allocate(ADDRESS);
        calls.property(Symbol.G_OBJECT_GET, handle(), arena.allocateFrom(property), slot);
        MemorySegment value = slot.get(ADDRESS, 0);
        if (value.equals(MemorySegment.NULL)) {
            throw vips.failure(name + " gave no " + property);
        }
        return value;
    }

    private MemorySegment handle() {
        return operation.get(ADDRESS, 0);
    }
}
