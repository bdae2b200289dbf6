package io.safelight.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The processes of a jail: bubblewrap outside, its process 1 inside, the JVM below that. */
final class ProcessTree {
    private ProcessTree() {}

    static List<ProcessHandle> children(ProcessHandle process) {
        try (Stream<ProcessHandle> children = process.children()) {
            return children.toList();
        }
    }

    /** The highest resident memory of the JVM under {@code outermost}, if it can be told. */
    static OptionalLong peakMemoryBytes(long outermost) {
        try {
            long inside = onlyChild(outermost);
            long jvm = onlyChild(inside);
            return highWaterMark(jvm);
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** See proc(5), {@code /proc/pid/task/tid/children}. */
    private static long onlyChild(long pid) throws IOException {
        String children =
                Files.readString(Path.of("/proc/%d/task/%d/children".formatted(pid, pid)));
        return Long.parseLong(children.strip().split(" ")[0]);
    }

    private static OptionalLong highWaterMark(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("VmHWM:")) {
                String kibibytes = line.substring("VmHWM:".length()).replace("kB", "").strip();
                return OptionalLong.of(Long.parseLong(kibibytes) * 1024);
            }
        }
        return OptionalLong.empty();
    }
}
