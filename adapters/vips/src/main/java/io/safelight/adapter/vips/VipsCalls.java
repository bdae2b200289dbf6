package io.safelight.adapter.vips;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Calls C functions of libvips by their shape: one method handle serves every function that takes
 * and returns the same things, so few are made at the start. A wrong pointer ends the process.
 * Reentrant as far as libvips is.
 */
final class VipsCalls {
    private static final String DEFAULT_LIBRARY = "libvips.so.42";

    private final Map<Symbol, MemorySegment> addresses;
    private final Linker linker = Linker.nativeLinker();
    private final MethodHandle voidOf = shape(FunctionDescriptor.ofVoid());
    private final MethodHandle voidOfInt = shape(FunctionDescriptor.ofVoid(JAVA_INT));
    private final MethodHandle voidOfPointer = shape(FunctionDescriptor.ofVoid(ADDRESS));
    private final MethodHandle voidOfPointerInt =
            shape(FunctionDescriptor.ofVoid(ADDRESS, JAVA_INT));
    private final MethodHandle intOfInt = shape(FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private final MethodHandle intOfPointer = shape(FunctionDescriptor.of(JAVA_INT, ADDRESS));
    private final MethodHandle intOf3 =
            shape(FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
    private final MethodHandle intOf4 =
            shape(FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS));
    private final MethodHandle intOf2Int =
            shape(FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
    private final MethodHandle longOf = shape(FunctionDescriptor.of(JAVA_LONG));
    private final MethodHandle longOf2 = shape(FunctionDescriptor.of(JAVA_LONG, ADDRESS, ADDRESS));
    private final MethodHandle pointerOf = shape(FunctionDescriptor.of(ADDRESS));
    private final MethodHandle pointerOf1 = shape(FunctionDescriptor.of(ADDRESS, ADDRESS));
    private final MethodHandle pointerOf2 = shape(FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
    private final MethodHandle pointerOf2Long =
            shape(FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, JAVA_LONG));
    private final MethodHandle pointerOfLongInt =
            shape(FunctionDescriptor.of(ADDRESS, JAVA_LONG, JAVA_INT));

    /**
     * {@code g_object_set} and {@code g_object_get} with one property: (object, name, value, 0).
     */
    private final MethodHandle property =
            linker.downcallHandle(
                    FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS, ADDRESS),
                    Linker.Option.firstVariadicArg(2));

    private VipsCalls(Map<Symbol, MemorySegment> addresses) {
        this.addresses = addresses;
    }

    /**
     * @param library the file to load; by default the one that the system's loader finds
     * @throws VipsException when it is not there or lacks a function, with what to do
     */
    static VipsCalls load(Optional<Path> library) {
        SymbolLookup lookup = lookUp(library);
        var addresses = new EnumMap<Symbol, MemorySegment>(Symbol.class);
        for (Symbol symbol : Symbol.values()) {
            addresses.put(symbol, lookup.find(symbol.cName()).orElseThrow(() -> tooOld(symbol)));
        }
        return new VipsCalls(addresses);
    }

    void call(Symbol function) {
        try {
            voidOf.invokeExact(address(function));
        } catch (Throwable e) {
            throw impossible(function, e);
        }
    }

    void call(Symbol function, int argument) {
        try {
            voidOfInt.invokeExact(address(function), argument);
        } catch (Throwable e) {
            throw impossible(function, e);
        }
    }

    void call(Symbol function, MemorySegment argument) {
        try {
            voidOfPointer.invokeExact(address(function), argument);
        } catch (Throwable e) {
            throw impossible(function, e);
        }
    }

    void call(Symbol function, MemorySegment first, int second) {
        try {
            voidOfPointerInt.invokeExact(address(function), first, second);
        } catch (Throwable e) {
            throw impossible(function, e);
        }
    }

    int number(Symbol function, int argument) {
        try {
            return (int) intOfInt.invokeExact(address(function), argument);
        } catch (Throwable e) {
            throw impossible(function, e);
        }
    }

    int number(Symbol function, MemorySegment argument) {
        try {
            return (int) intOfPointer.invokeExact(address(function), argument);
        } catch (Throwable e) {
            throw impossible(function, e);
        }
    }

    int number(Symbol function, MemorySegment first, MemorySegment second, int third) {
        try {
            return (int) intOf2Int.invokeExact(address(function), first, second, third);
        } catch (Throwable e) {
            throw impossible(function, e);
        }
    }

    int number(Symbol function, MemorySegment first, MemorySegment second, MemorySegment third) {
        try {
            return (int) intOf3.invokeExact(address(function), first, second, third);
        } catch (Throwable e) {
            throw impossible(function, e);
        }
    }

    int number(
            Symbol function,
            MemorySegment first,
            MemorySegment second,
            MemorySegment third,
            MemorySegment fourth) {
        try {
            return (int) intOf4.invokeExact(address(function), first, second, third, fourth);
        } catch (Throwable e) {
            throw impossible(function, e);
        }
    }

    long longNumber(Symbol function) {
        try {
            return (long) longOf.invokeExact(address(function));
        } catch (Throwable e) {
            throw impossible(function, e);
        }
    }

    long longNumber(Symbol function, MemorySegment first, MemorySegment second) {
        try {
            return (long) longOf2.invokeExact(address(function), first, second);
        } catch (Throwable e) {
            throw impossible(function, e);
        }
    }

    MemorySegment pointer(Symbol function) {
        try {
            return (MemorySegment) pointerOf.invokeExact(address(function));
        } catch (Throwable e) {
            throw impossible(function, e);
        }
    }

    MemorySegment pointer(Symbol function, MemorySegment argument) {
        try {
            return (MemorySegment) pointerOf1.invokeExact(address(function), argument);
        } catch (Throwable e) {
            throw impossible(function, e);
        }
    }

    MemorySegment pointer(Symbol function, MemorySegment first, MemorySegment second) {
        try {
            return (MemorySegment) pointerOf2.invokeExact(address(function), first, second);
        } catch (Throwable e) {
            throw impossible(function, e);
        }
    }

    MemorySegment pointer(Symbol function, MemorySegment first, MemorySegment second, long third) {
        try {
            return (MemorySegment)
                    pointerOf2Long.invokeExact(address(function), first, second, third);
        } catch (Throwable e) {
            throw impossible(function, e);
        }
    }

    MemorySegment pointer(Symbol function, long first, int second) {
        try {
            return (MemorySegment) pointerOfLongInt.invokeExact(address(function), first, second);
        } catch (Throwable e) {
            throw impossible(function, e);
        }
    }

    /** {@code G_OBJECT_SET}: the value; {@code G_OBJECT_GET}: where to put it. */
    void property(Symbol function, MemorySegment object, MemorySegment name, MemorySegment value) {
        try {
            property.invokeExact(address(function), object, name, value, MemorySegment.NULL);
        } catch (Throwable e) {
            throw impossible(function, e);
        }
    }

    private MemorySegment address(Symbol function) {
        return Objects.requireNonNull(addresses.get(function));
    }

    private MethodHandle shape(FunctionDescriptor descriptor) {
        return linker.downcallHandle(descriptor);
    }

    private static SymbolLookup lookUp(Optional<Path> library) {
        try {
            return library.isPresent()
                    ? SymbolLookup.libraryLookup(library.get(), Arena.global())
                    : SymbolLookup.libraryLookup(DEFAULT_LIBRARY, Arena.global());
        } catch (IllegalArgumentException e) {
            throw new VipsException(
                    "libvips cannot be loaded from "
                            + library.map(Path::toString).orElse(DEFAULT_LIBRARY)
                            + ". Install it with 'apt-get install libvips42', or name another"
                            + " build of it with the setting process.libvips (in a process of its"
                            + " own the system property "
                            + VipsSettings.LIBRARY
                            + ").",
                    e);
        }
    }

    private static VipsException tooOld(Symbol missing) {
        return new VipsException(
                "this libvips has no function "
                        + missing.cName()
                        + ". Version 8.14 or later is needed: 'apt-get install libvips42'.");
    }

    private static AssertionError impossible(Symbol function, Throwable e) {
        return new AssertionError("call of " + function.cName(), e);
    }
}
