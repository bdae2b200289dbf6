package io.safelight.adapter.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.State;
import io.safelight.ports.ledger.WorkSummary;
import io.safelight.testkit.ledger.LedgerSamples;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
    private static final int ROUNDS = 3;
    private static final int LINES_BEFORE_KILL = 300;

    @TempDir Path folder = Path.of("");
    private final Set<ImageId> admitted = new HashSet<>();
    private final Set<ImageId> finished = new HashSet<>();

    @Test
    @Timeout(60)
    void whatWasAcknowledgedSurvivesTheDeathOfTheProcess() throws Exception {
        try (var file = new SqlLedgerFile(folder)) {
            for (int round = 0; round < ROUNDS; round++) {
                workAndBeKilled(file.path());

                try (SqlLedger ledger = file.open(InstantSource.system())) {
                    assertNothingLost(ledger);
                    ledger.reclaim(
                            Instant.now(), Optional.of(LedgerSamples.NODE_1), _ -> Instant.now());
                }
            }
        }
    }

    private void assertNothingLost(SqlLedger ledger) {
        assertThat(admitted).hasSizeGreaterThan(10);
        assertThat(admitted).allSatisfy(image -> assertThat(ledger.find(image)).isPresent());
        assertThat(finished)
                .allSatisfy(
                        image ->
                                assertThat(ledger.find(image).orElseThrow().state())
                                        .isEqualTo(State.COMPLETED));
        WorkSummary summary = ledger.summary(Instant.now());
        long images = summary.images().values().stream().mapToLong(Long::longValue).sum();
        assertThat(images).isGreaterThanOrEqualTo(admitted.size());
        assertThat(summary.in(State.COMPLETED)).isGreaterThanOrEqualTo(finished.size());
        assertThat(summary.in(State.COMPLETED)).isEqualTo(summary.uncatalogued());
    }

    private void workAndBeKilled(Path file) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:TieredStopAtLevel=1",
                                "-Djava.io.tmpdir=" + folder,
                                "-cp",
                                System.getProperty("java.class.path"),
                                EndlessAdmitter.class.getName(),
                                file.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            int read = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                remember(line);
                if (++read == LINES_BEFORE_KILL) {
                    // The process would close its stream, of which we want the rest.
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** The last line may be cut. */
    private void remember(String line) {
        String[] words = line.split(" ", -1);
        if (words.length == 2 && words[1].length() == 36) {
            ImageId image = ImageId.parse(words[1]);
            (words[0].equals("admitted") ? admitted : finished).add(image);
        }
    }
}
