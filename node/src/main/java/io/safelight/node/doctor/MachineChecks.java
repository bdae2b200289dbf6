package io.safelight.node.doctor;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import io.safelight.node.client.Terminal;
import io.safelight.node.doctor.Finding.Fine;
import io.safelight.node.doctor.Finding.Warning;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * The machine, whatever runs on it.
 *
 * @param openFiles how many a process may have; empty when that is not told here
 * @param swaps where Linux lists its swap devices
 */
record MachineChecks(long memoryBytes, OptionalLong openFiles, Path swaps) {
    private static final long OFFICIAL_SIGNATURES_BYTES = 3L << 30;
    private static final long LEAST_MEMORY_BYTES = 3L << 29;
    private static final long LEAST_OPEN_FILES = 8_192;

    static MachineChecks ofThisOne() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new MachineChecks(
                system.getTotalMemorySize(),
                system instanceof UnixOperatingSystemMXBean unix
                        ? OptionalLong.of(unix.getMaxFileDescriptorCount())
                        : OptionalLong.empty(),
                Path.of("/proc/swaps"));
    }

    List<Check> all(boolean officialSignatures) {
        return List.of(
                MachineChecks::java, () -> memory(officialSignatures), this::files, this::swap);
    }

    private static Finding java() {
        return new Fine(
                "java",
                System.getProperty("java.vendor")
                        + " "
                        + Runtime.version()
                        + ", "
                        + Terminal.count(Runtime.getRuntime().availableProcessors(), "processor"));
    }

    private Finding memory(boolean officialSignatures) {
        long needed = LEAST_MEMORY_BYTES + (officialSignatures ? OFFICIAL_SIGNATURES_BYTES : 0);
        String detail = Terminal.bytes(memoryBytes);
        return memoryBytes >= needed
                ? new Fine("memory", detail)
                : new Warning(
                        "memory",
                        detail,
                        "Give it "
                                + Terminal.bytes(needed)
                                + (officialSignatures
                                        ? "; the official signatures take most of it."
                                        : "."));
    }

    private Finding files() {
        if (openFiles.isEmpty()) {
            return new Fine("open files", "not told here");
        }
        long most = openFiles.getAsLong();
        return most >= LEAST_OPEN_FILES
                ? new Fine("open files", "%,d at most".formatted(most))
                : new Warning(
                        "open files",
                        "%,d at most".formatted(most),
                        "Allow more before a start: ulimit -n 65536 (or LimitNOFILE= of its"
                                + " unit).");
    }

    /** Image bytes are in memory while they are worked on. */
    private Finding swap() {
        try {
            List<String> devices =
                    Files.readAllLines(swaps, StandardCharsets.UTF_8).stream()
                            .skip(1)
                            .map(line -> line.split("\\s+")[0])
                            .filter(device -> !device.matches("/dev/(zram|dm-).*"))
                            .toList();
            return devices.isEmpty()
                    ? new Fine("swap", "none in the clear")
                    : new Warning(
                            "swap",
                            String.join(", ", devices),
                            "What is in memory may be written there in the clear: encrypt it, or"
                                    + " turn it off with swapoff.");
        } catch (IOException e) {
            return new Fine("swap", "not told here");
        }
    }
}
