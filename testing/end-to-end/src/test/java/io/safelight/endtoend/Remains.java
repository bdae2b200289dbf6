package io.safelight.endtoend;

import io.safelight.endtoend.Processes.Seen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What must not outlive a platform: the processes below it when this was made, those that carry its
 * mark, and the clamd that works in its folder.
 */
record Remains(List<Seen> below, String mark, Optional<String> scannerFolder) {

    static Remains of(long pid, String mark, Path data) throws IOException {
        Path note = data.resolve("scanner").resolve("runtime-folder");
        Optional<String> folder =
                Files.exists(note)
                        ? Optional.of(Files.readString(note).strip())
                                .filter(text -> !text.isEmpty())
                        : Optional.empty();
        return new Remains(Processes.descendants(pid), mark, folder);
    }

    List<Seen> alive() {
        return Stream.concat(
                        below.stream().filter(Seen::isAlive),
                        Processes.all().stream().filter(this::isOurs))
                .distinct()
                .toList();
    }

    private boolean isOurs(Seen seen) {
        return scannerFolder.filter(seen.command()::contains).isPresent()
                || Processes.environment(seen.pid()).contains(mark);
    }
}
