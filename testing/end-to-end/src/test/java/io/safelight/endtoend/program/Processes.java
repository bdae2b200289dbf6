package io.safelight.endtoend.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Processes as the kernel sees them. */
public final class Processes {
    private static final Path PROC = Path.of("/proc");
    private static final int PARENT = 1;
    private static final int STARTED = 19;

    /**
     * One process, and no later one with the same id.
     *
     * @param started in ticks since the machine's start
     * @param command its arguments, separated by blanks
     */
    public record Seen(long pid, long parent, long started, String command) {
        /** A zombie that nobody has waited for is dead. */
        public boolean isAlive() {
            return read(pid).filter(now -> now.started == started).isPresent();
        }
    }

    private Processes() {}

    /** All living ones. */
    public static List<Seen> all() {
        try (Stream<Path> entries = Files.list(PROC)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> name.chars().allMatch(Character::isDigit))
                    .flatMap(name -> read(Long.parseLong(name)).stream())
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Children, their children and so on; parents before children. */
    public static List<Seen> descendants(long pid) {
        List<Seen> all = all();
        var found = new ArrayList<Seen>();
        var parents = new ArrayList<>(List.of(pid));
        for (int i = 0; i < parents.size(); i++) {
            long parent = parents.get(i);
            all.stream()
                    .filter(seen -> seen.parent == parent)
                    .forEach(
                            seen -> {
                                found.add(seen);
                                parents.add(seen.pid);
                            });
        }
        return found;
    }

    public static List<Seen> descendants(long pid, Predicate<String> command) {
        return descendants(pid).stream().filter(seen -> command.test(seen.command)).toList();
    }

    /** Empty when it may not be read. */
    public static String environment(long pid) {
        return text(PROC.resolve(Long.toString(pid)).resolve("environ")).orElse("");
    }

    /** Bytes that it has written to files and pipes so far; empty when it is gone. */
    public static OptionalLong written(Seen seen) {
        return text(PROC.resolve(Long.toString(seen.pid)).resolve("io")).stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith("wchar: "))
                .mapToLong(line -> Long.parseLong(line.substring("wchar: ".length())))
                .findFirst();
    }

    /** A process that is gone gets no signal, and that is no failure. */
    public static void signal(String name, Seen target) {
        if (!target.isAlive()) {
            return;
        }
        try {
            Process kill =
                    new ProcessBuilder("kill", "-" + name, Long.toString(target.pid)).start();
            if (!kill.waitFor(5, TimeUnit.SECONDS)) {
                throw new AssertionError("kill does not end");
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<Seen> read(long pid) {
        Path folder = PROC.resolve(Long.toString(pid));
        Optional<String> stat = text(folder.resolve("stat"));
        if (stat.isEmpty()) {
            return Optional.empty();
        }
        String[] fields = stat.get().substring(stat.get().lastIndexOf(')') + 2).split(" ");
        boolean dead = fields[0].equals("Z") || fields[0].equals("X");
        return dead
                ? Optional.empty()
                : Optional.of(
                        new Seen(
                                pid,
                                Long.parseLong(fields[PARENT]),
                                Long.parseLong(fields[STARTED]),
                                text(folder.resolve("cmdline")).orElse("").replace('\0', ' ')));
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
