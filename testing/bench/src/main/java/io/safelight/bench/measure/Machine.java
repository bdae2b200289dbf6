package io.safelight.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where something was measured.
 *
 * @param load average of the last minute when it began: other work on the machine
 */
public record Machine(
        String processor, int cores, long memoryBytes, String kernel, String jdk, double load) {

    public static Machine here() {
        return new Machine(
                field("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(field("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "")) * 1024,
                System.getProperty("os.version", ""),
                Runtime.version().toString(),
                loadAverage());
    }

    public String text() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %.0f GB, Linux %s, JDK %s, load %.1f at the start",
                processor,
                cores,
                memoryBytes / 1e9,
                kernel,
                jdk,
                load);
    }

    private static String field(String file, String name) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name) && line.contains(":"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("0");
        } catch (IOException e) {
            return "0";
        }
    }

    private static double loadAverage() {
        try {
            return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ")[0]);
        } catch (IOException e) {
            return 0;
        }
    }
}
