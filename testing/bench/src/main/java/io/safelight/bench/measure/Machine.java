package io.safelight.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Where something was measured. */
public record Machine(String processor, int cores, long memoryBytes, String kernel, String jdk) {
    private static final int IDLE = 3;
    private static final int WAITING_FOR_THE_DISK = 4;
    private static final int STOLEN = 7;

    public static Machine here() {
        return new Machine(
                field("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(field("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "")) * 1024,
                System.getProperty("os.version", ""),
                Runtime.version().toString());
    }

    /** The share of all processors that is busy for so long, 0 to 1. */
    public static double busyShare(Duration duration) throws IOException, InterruptedException {
        Times before = Times.now();
        Thread.sleep(duration);
        Times after = Times.now();
        return (double) (after.busy - before.busy) / Math.max(1, after.all - before.all);
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

    /** Of all processors, in ticks, see proc(5). */
    private record Times(long busy, long all) {
        static Times now() throws IOException {
            String first = Files.readString(Path.of("/proc/stat")).lines().findFirst().orElse("");
            long[] ticks =
                    Stream.of(first.split(" +"))
                            .skip(1)
                            .limit(STOLEN + 1)
                            .mapToLong(Long::parseLong)
                            .toArray();
            long all = LongStream.of(ticks).sum();
            return new Times(all - ticks[IDLE] - ticks[WAITING_FOR_THE_DISK], all);
        }
    }
}
