package io.safelight.telemetry;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/** What the process itself needs: memory, processors, files, threads. Its children count apart. */
public final class ProcessMeters {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final double NANOS = 1e9;
    private static final double MILLIS = 1e3;

    private ProcessMeters() {}

    /**
     * @param version of the program, as a label
     */
    public static void register(Meters meters, String version) {
        meters.gauge("node.info", () -> 1, "version", version);
        memory(meters, ManagementFactory.getMemoryMXBean());
        collections(meters, ManagementFactory.getGarbageCollectorMXBeans());
        var threads = ManagementFactory.getThreadMXBean();
        meters.gauge("node.threads", threads::getThreadCount);
        var runtime = ManagementFactory.getRuntimeMXBean();
        meters.gauge("node.start.seconds", () -> runtime.getStartTime() / MILLIS);
        meters.gauge("node.uptime.seconds", () -> runtime.getUptime() / MILLIS);
        if (ManagementFactory.getOperatingSystemMXBean()
                instanceof UnixOperatingSystemMXBean system) {
            system(meters, system);
        }
    }

    private static void memory(Meters meters, MemoryMXBean memory) {
        meters.gauge("node.heap.bytes", () -> memory.getHeapMemoryUsage().getUsed());
        meters.gauge("node.max-heap.bytes", () -> memory.getHeapMemoryUsage().getMax());
        meters.gauge("node.resident.bytes", ProcessMeters::residentBytes);
    }

    private static void collections(Meters meters, List<GarbageCollectorMXBean> collectors) {
        meters.counted(
                "node.collections", sum(collectors, GarbageCollectorMXBean::getCollectionCount));
        DoubleSupplier millis = sum(collectors, GarbageCollectorMXBean::getCollectionTime);
        meters.counted("node.collections.seconds", () -> millis.getAsDouble() / MILLIS);
    }

    private static void system(Meters meters, UnixOperatingSystemMXBean system) {
        meters.counted("node.cpu.seconds", () -> system.getProcessCpuTime() / NANOS);
        meters.gauge("node.processors", system::getAvailableProcessors);
        meters.gauge("node.open-files", system::getOpenFileDescriptorCount);
        meters.gauge("node.max-open-files", system::getMaxFileDescriptorCount);
    }

    private static DoubleSupplier sum(
            List<GarbageCollectorMXBean> collectors, ToDoubleFunction<GarbageCollectorMXBean> of) {
        return () -> collectors.stream().mapToDouble(of).sum();
    }

    /** From Linux; NaN elsewhere. */
    private static double residentBytes() {
        try {
            for (String line : Files.readAllLines(STATUS, StandardCharsets.ISO_8859_1)) {
                if (line.startsWith("VmRSS:")) {
                    return 1024 * Double.parseDouble(line.replaceAll("[^0-9]", ""));
                }
            }
        } catch (IOException | NumberFormatException e) {
            return Double.NaN;
        }
        return Double.NaN;
    }
}
