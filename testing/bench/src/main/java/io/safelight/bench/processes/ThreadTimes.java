package io.safelight.bench.processes;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Processor time of a JVM's threads by what they are for, the collector's and the compilers' among
 * them, which no Java profiler sees.
 *
 * @param byThread of each thread that lives, by its id
 */
public record ThreadTimes(Map<Long, Stat> byThread) {
    /** The group of the threads that compile: busy for the first minutes only. */
    public static final String COMPILERS = "JIT compilers";

    /** How a thread's name begins, as the kernel cuts it, and what we call such threads. */
    private static final List<Map.Entry<String, String>> GROUPS =
            List.of(
                    Map.entry("C2 Compiler", COMPILERS),
                    Map.entry("C1 Compiler", COMPILERS),
                    Map.entry("GC Thread", "garbage collector"),
                    Map.entry("G1 ", "garbage collector"),
                    Map.entry("VM ", "VM"),
                    Map.entry("ForkJoinPool", "virtual threads (HTTP, worker lines)"),
                    Map.entry("VirtualThread", "virtual threads (HTTP, worker lines)"),
                    Map.entry("JettyServer", "Jetty"),
                    Map.entry("qtp", "Jetty"),
                    Map.entry("ledger-", "ledger"),
                    Map.entry("keeper-", "catalog and sweeps"),
                    Map.entry("kafka", "Kafka"),
                    Map.entry("data-plane", "Kafka"),
                    Map.entry("raft-", "Kafka"),
                    Map.entry("quorum-", "Kafka"),
                    Map.entry("controller-", "Kafka"),
                    Map.entry("broker-", "Kafka"),
                    Map.entry("group-", "Kafka"),
                    Map.entry("Expiration", "Kafka"),
                    Map.entry("expiration", "Kafka"),
                    Map.entry("intake", "Kafka"),
                    Map.entry("sandbox", "sandbox"),
                    Map.entry("jail-", "sandbox"));

    public static ThreadTimes of(long pid) throws IOException {
        var times = new HashMap<Long, Stat>();
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            for (Path task : tasks.toList()) {
                read(task.resolve("stat"), times);
            }
        }
        return new ThreadTimes(times);
    }

    /** Seconds by group since then, of threads that still live. */
    public Map<String, Duration> since(ThreadTimes earlier) {
        var groups = new TreeMap<String, Duration>();
        byThread.forEach(
                (id, now) -> {
                    Stat before = earlier.byThread.get(id);
                    Duration used = before == null ? now.own() : now.own().minus(before.own());
                    groups.merge(group(now.name()), used, Duration::plus);
                });
        return groups;
    }

    static String group(String name) {
        return GROUPS.stream()
                .filter(group -> name.startsWith(group.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("other: " + name.replaceAll("[0-9]+", "*"));
    }

    private static void read(Path file, Map<Long, Stat> times) {
        try {
            Stat stat = Stat.parse(Files.readString(file, StandardCharsets.ISO_8859_1));
            times.put(stat.pid(), stat);
        } catch (IOException e) {
            // It has ended meanwhile.
        }
    }
}
