package io.safelight.ports.sandbox.wire;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Makes room in the pipe of requests, so that an image of some megabytes goes through in a few
 * turns of parent and child instead of a hundred.
 */
final class PipeRoom {
    /** See fcntl(2): Linux only, and this value on all of its architectures. */
    private static final int F_SETPIPE_SZ = 1031;

    /** The most that an ordinary user may have ({@code /proc/sys/fs/pipe-max-size}). */
    private static final int ROOM_BYTES = 1 << 20;

    private PipeRoom() {}

    /** Of standard input. Best effort: without it all is as right, and slower. */
    static void enlargeInput() {
        try {
            int size = (int) fcntl().invokeExact(0, F_SETPIPE_SZ, ROOM_BYTES);
            if (size < 0) {
                System.err.println("the pipe keeps its size");
            }
        } catch (Throwable e) {
            System.err.println("the pipe keeps its size: " + e);
        }
    }

    private static MethodHandle fcntl() {
        Linker linker = Linker.nativeLinker();
        MemorySegment address = linker.defaultLookup().findOrThrow("fcntl");
        var shape =
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT);
        return linker.downcallHandle(address, shape, Linker.Option.firstVariadicArg(2));
    }
}
