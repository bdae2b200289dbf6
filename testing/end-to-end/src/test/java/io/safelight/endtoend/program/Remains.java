package io.safelight.endtoend.program;

import io.safelight.endtoend.program.Processes.Seen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What must not outlive a platform: the processes below it when this was made, those that carry its
 * mark, and the folder in memory that its clamd works in.
 */
public record Remains(List<Seen> below, String mark, Optional<Path> scannerFolder) {
    private static final Pattern SCANNER_FOLDER =
            Pattern.compile("/[^ ]*/safelight-clamd-[0-9a-f]{16}");

    public static Remains of(long pid, String mark) {
        List<Seen> below = Processes.descendants(pid);
        Optional<Path> folder =
                below.stream()
                        .flatMap(seen -> SCANNER_FOLDER.matcher(seen.command()).results())
                        .map(MatchResult::group)
                        .map(Path::of)
                        .findFirst();
        return new Remains(below, mark, folder);
    }

    public List<Seen> alive() {
        return Stream.concat(
                        below.stream().filter(Seen::isAlive),
                        Processes.all().stream().filter(this::isOurs))
                .distinct()
                .toList();
    }

    /** Bytes of images lie in it while they are scanned. */
    public List<Path> folders() {
        return scannerFolder.stream().filter(Files::exists).toList();
    }

    private boolean isOurs(Seen seen) {
        return scannerFolder
                        .filter(folder -> seen.command().contains(folder.toString()))
                        .isPresent()
                || Processes.environment(seen.pid()).contains(mark);
    }
}
