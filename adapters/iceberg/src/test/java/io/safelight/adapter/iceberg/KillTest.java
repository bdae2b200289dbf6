package io.safelight.adapter.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.ImageRecord;
import io.safelight.testkit.lake.SeenRow;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class KillTest {
    private static final int KILLS = 4;

    @TempDir private Path folder;

    @Test
    @Timeout(90)
    void rowsAreThoseOfTheBatchesWhateverMomentTheProcessDies() throws Exception {
        long seed = Long.getLong("safelight.seed", System.nanoTime());
        System.out.println("KillTest seed " + seed);
        var random = new Random(seed);
        for (int kill = 0; kill < KILLS; kill++) {
            long acknowledged = commitUntilKilled(3 + random.nextInt(15), random.nextInt(60));

            try (var lake = open()) {
                assertThat(lake.lastBatch()).isGreaterThanOrEqualTo(acknowledged);
                requireRowsOf(lake);
            }
        }
        try (var lake = open()) {
            lake.commit(CommittingProcess.batch(lake.lastBatch() + 1));
            lake.compact(CommittingProcess.START.plus(Duration.ofDays(30)));
            lake.expireSnapshots(Duration.ZERO);
            requireRowsOf(lake);
        }
    }

    /**
     * @return the last batch of which the process said that it is done
     */
    private long commitUntilKilled(int batches, int thenMillis)
            throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-cp",
                                System.getProperty("java.class.path"),
                                CommittingProcess.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var said = process.inputReader()) {
            long last = read(said, batches);
            assertThat(process.waitFor(thenMillis, TimeUnit.MILLISECONDS)).isFalse();
            // Not Process.destroyForcibly: that also closes what the process has said.
            process.toHandle().destroyForcibly();
            process.waitFor();
            return Math.max(last, read(said, Integer.MAX_VALUE));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static long read(BufferedReader said, int lines) throws IOException {
        long last = 0;
        String line = said.readLine();
        for (int i = 1; line != null; i++) {
            last = Long.parseLong(line);
            line = i < lines ? said.readLine() : null;
        }
        return last;
    }

    private static void requireRowsOf(IcebergLake lake) {
        var expected = new HashMap<ImageId, ImageRecord>();
        for (long n = 1; n <= lake.lastBatch(); n++) {
            CommittingProcess.batch(n).images().forEach(image -> expected.put(image.id(), image));
        }
        try (var reader = LakeReader.open();
                var files = lake.files(CommittingProcess.START)) {
            assertThat(reader.rows(files))
                    .containsExactlyInAnyOrderElementsOf(
                            expected.values().stream().map(SeenRow::of).toList());
        }
    }

    private IcebergLake open() {
        return IcebergLake.open(folder, Lakes.FEW_SMALL_FILES, InstantSource.system());
    }
}
