package io.safelight.bench.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process with its children, their children and so on, at one moment.
 *
 * @param processes the root first, parents before children
 */
public record ProcessTree(List<Stat> processes) {
    private static final Path PROC = Path.of("/proc");
    private static final long KIB = 1024;

    public ProcessTree {
        processes = List.copyOf(processes);
    }

    public static ProcessTree of(long root) {
        List<Stat> all = all();
        var tree = new ArrayList<Stat>();
        all.stream().filter(stat -> stat.pid() == root).forEach(tree::add);
        for (int i = 0; i < tree.size(); i++) {
            long parent = tree.get(i).pid();
            all.stream().filter(stat -> stat.parent() == parent).forEach(tree::add);
        }
        return new ProcessTree(tree);
    }

    /** Without the processes of that name. What they started stays. */
    public ProcessTree without(String name) {
        return new ProcessTree(
                processes.stream().filter(stat -> !stat.name().equals(name)).toList());
    }

    public ProcessTree only(String name) {
        return new ProcessTree(
                processes.stream().filter(stat -> stat.name().equals(name)).toList());
    }

    /** Without its children. */
    public ProcessTree rootOnly() {
        return new ProcessTree(processes.subList(0, Math.min(1, processes.size())));
    }

    /** Resident memory, pages that several share counted for each. */
    public long residentBytes() {
        return sum("status", "VmRSS:");
    }

    /** Resident memory, each shared page divided among those that share it. */
    public long proportionalBytes() {
        return sum("smaps_rollup", "Pss:");
    }

    private long sum(String file, String field) {
        return processes.stream().mapToLong(stat -> kibibytes(stat.pid(), file, field)).sum() * KIB;
    }

    /** 0 for a process that is gone. */
    private static long kibibytes(long pid, String file, String field) {
        try (Stream<String> lines = Files.lines(PROC.resolve(Long.toString(pid)).resolve(file))) {
            return lines.filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private static List<Stat> all() {
        try (Stream<Path> entries = Files.list(PROC)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .flatMap(name -> Stat.of(Long.parseLong(name)).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
