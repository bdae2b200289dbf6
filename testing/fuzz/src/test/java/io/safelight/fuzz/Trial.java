package io.safelight.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One input for one parser: it may take only so much time and memory, and whatever goes wrong is
 * told with the input in a form that can be pasted among the seeds of its test.
 */
public final class Trial {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long CPU_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long ALLOCATED_BYTES = 48L << 20;

    /** What is tried. May be run twice. */
    @FunctionalInterface
    public interface Body {
        void run() throws Exception;
    }

    private Trial() {}

    /**
     * @param inputs all that {@code body} depends on
     * @throws AssertionError with the inputs, for whatever {@code body} throws
     */
    public static void run(Body body, Object... inputs) {
        try {
            boolean modest = isModest(body);
            // The first may have paid for loading classes.
            if (!modest && !isModest(body)) {
                throw new AssertionError("more than 2 s of processor time, or than 48 MiB");
            }
        } catch (Throwable e) {
            throw new AssertionError("The input is " + literals(inputs), e);
        }
    }

    private static boolean isModest(Body body) throws Exception {
        long cpu = THREADS.getCurrentThreadCpuTime();
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        body.run();
        return THREADS.getCurrentThreadCpuTime() - cpu <= CPU_NANOS
                && THREADS.getCurrentThreadAllocatedBytes() - allocated <= ALLOCATED_BYTES;
    }

    private static String literals(@Nullable Object[] inputs) {
        return Arrays.stream(inputs).map(Trial::literal).collect(Collectors.joining(", "));
    }

    private static String literal(@Nullable Object input) {
        return switch (input) {
            case byte[] bytes -> "base64(\"" + Base64.getEncoder().encodeToString(bytes) + "\")";
            case String text -> Literals.text(text);
            case Object[] several -> "[" + literals(several) + "]";
            case null, default -> String.valueOf(input);
        };
    }
}
