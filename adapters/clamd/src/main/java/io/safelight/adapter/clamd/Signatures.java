package io.safelight.adapter.clamd;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which signatures clamd is to load. */
public sealed interface Signatures {

    /** Where Debian's freshclam keeps the official ones. */
    Path DEBIAN_FOLDER = Path.of("/var/lib/clamav");

    /** Official ones; until the folder has them, clamd is not started and images wait. */
    record Official(Path folder) implements Signatures {}

    /**
     * Official ones if there are any when clamd is first started, otherwise test signatures. For
     * trying the product out.
     *
     * @param download for how long freshclam may try to get them first, at most 30 min; empty: it
     *     is not tried
     */
    record OfficialOrTest(Path folder, Optional<Duration> download) implements Signatures {
        public OfficialOrTest {
            download.ifPresent(
                    limit ->
                            ClamdSettings.within(
                                    "download",
                                    limit,
                                    Duration.ofSeconds(1),
                                    Duration.ofMinutes(30)));
        }
    }

    /** The EICAR test file and nothing else. */
    record TestOnly() implements Signatures {}

    /** Whether a folder holds the official databases, which is more than some file of clamd's. */
    static boolean officialIn(Path folder) {
        return Stream.of("main", "daily")
                .allMatch(
                        name ->
                                List.of(".cvd", ".cld").stream()
                                        .anyMatch(
                                                end ->
                                                        Files.isReadable(
                                                                folder.resolve(name + end))));
    }
}
