package io.safelight.adapter.vips;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A build of libvips, loaded and made safe: one thread per pipeline, no cache, no loader but those
 * of our formats, nothing written to disk. There is one of each build per process, whatever the
 * number of objects, and it is never unloaded. Images and operations are for one thread at a time.
 */
public final class Vips {
    private static final int MAX_ERROR_BYTES = 64 * 1024;
    private static final int MAX_ERROR_LINES = 4;
    private static final int MAX_ERROR_CHARS = 400;
    private static final int OLDEST_MAJOR = 8;
    private static final int OLDEST_MINOR = 14;

    /** Loaders of what {@code ImageFormat} lets in; every other one stays blocked. */
    private static final List<String> ALLOWED_LOADERS =
            List.of(
                    "VipsForeignLoadJpegBuffer",
                    "VipsForeignLoadPngBuffer",
                    "VipsForeignLoadWebpBuffer",
                    "VipsForeignLoadNsgifBuffer",
                    "VipsForeignLoadTiffBuffer",
                    "VipsForeignLoadHeifBuffer");

    private final VipsCalls calls;

    private Vips(VipsCalls calls) {
        this.calls = calls;
    }

    /**
     * @param library its file, or empty for the system's
     * @throws VipsException when it is missing or too old, with what to do
     */
    public static Vips open(Optional<Path> library) {
        var vips = new Vips(VipsCalls.load(library));
        vips.start();
        return vips;
    }

    /** Such as {@code 8.14.1}. */
    public String version() {
        return version(0) + "." + version(1) + "." + version(2);
    }

    boolean isAtLeast(int major, int minor) {
        return version(0) > major || (version(0) == major && version(1) >= minor);
    }

    /** Bytes of pixels that libvips holds now. */
    long trackedBytes() {
        return calls.longNumber(Symbol.VIPS_TRACKED_GET_MEM);
    }

    /**
     * An operation by libvips' name, such as {@code resize}.
     *
     * @throws VipsException when this build has none of that name
     */
    VipsOperation operation(String name) {
        return VipsOperation.of(this, name);
    }

    VipsCalls calls() {
        return calls;
    }

    /**
     * What libvips complains of, in its last few lines: the first are often mere warnings. Its
     * buffer is empty afterwards.
     */
    VipsException failure(String doing) {
        MemorySegment buffer = calls.pointer(Symbol.VIPS_ERROR_BUFFER);
        String text = buffer.equals(MemorySegment.NULL) ? "" : text(buffer, MAX_ERROR_BYTES);
        calls.call(Symbol.VIPS_ERROR_CLEAR);
        return new VipsException(doing + ": " + lastLines(text));
    }

    /** Forgets complaints that did not stop anything. */
    void forgetErrors() {
        calls.call(Symbol.VIPS_ERROR_CLEAR);
    }

    /** A C string of at most {@code maxBytes}; bytes that are not UTF-8 become replacements. */
    static String text(MemorySegment pointer, int maxBytes) {
        MemorySegment bytes = pointer.reinterpret(maxBytes);
        int length = 0;
        while (length < maxBytes && bytes.get(JAVA_BYTE, length) != 0) {
            length++;
        }
        byte[] copy = new byte[length];
        MemorySegment.copy(bytes, JAVA_BYTE, 0, copy, 0, length);
        return new String(copy, UTF_8);
    }

    private static String lastLines(String text) {
        List<String> lines = text.lines().map(String::strip).toList();
        String last =
                String.join(
                        "; ",
                        lines.subList(Math.max(0, lines.size() - MAX_ERROR_LINES), lines.size()));
        return last.substring(Math.max(0, last.length() - MAX_ERROR_CHARS));
    }

    private int version(int part) {
        return calls.number(Symbol.VIPS_VERSION, part);
    }

    private void start() {
        try (Arena arena = Arena.ofConfined()) {
            // Warnings of decoders flood the error stream.
            environment(arena, "VIPS_WARNING", "0");
            // Big images are decoded in memory or not at all: no plaintext in temporary files.
            environment(arena, "VIPS_DISC_THRESHOLD", "1000g");
            // Where another build of it in this process looked for its modules.
            calls.call(Symbol.G_UNSETENV, arena.allocateFrom("VIPSHOME"));
            if (calls.number(Symbol.VIPS_INIT, arena.allocateFrom("safelight")) != 0) {
                throw failure("start of libvips");
            }
            requireVersion();
            calls.call(Symbol.VIPS_CONCURRENCY_SET, 1);
            calls.call(Symbol.VIPS_CACHE_SET_MAX, 0);
            calls.call(Symbol.VIPS_OPERATION_BLOCK_SET, arena.allocateFrom("VipsForeignLoad"), 1);
            for (String loader : ALLOWED_LOADERS) {
                calls.call(Symbol.VIPS_OPERATION_BLOCK_SET, arena.allocateFrom(loader), 0);
            }
        }
    }

    private void environment(Arena arena, String name, String value) {
        calls.number(Symbol.G_SETENV, arena.allocateFrom(name), arena.allocateFrom(value), 1);
    }

    private void requireVersion() {
        if (!isAtLeast(OLDEST_MAJOR, OLDEST_MINOR)) {
            throw new VipsException(
                    "libvips "
                            + version()
                            + " is too old: 8.14 or later is needed"
                            + " ('apt-get install libvips42').");
        }
    }
}
