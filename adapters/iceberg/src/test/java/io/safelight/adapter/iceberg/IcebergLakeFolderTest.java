package io.safelight.adapter.iceberg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.lake.LakeBatch;
import io.safelight.testkit.lake.FinalImages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the lake leaves on disk, and what it makes of what it finds there. */
final class IcebergLakeFolderTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir private Path root;

    @Test
    void secondOpeningIsRefused() {
        try (var first = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOfSatisfying(
                            PortException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED));
            assertThat(first.lastBatch()).isZero();
        }
    }

    @Test
    void lakeThatWasMovedIsRefused() throws IOException {
        open().close();
        Path elsewhere = root.resolveSibling(root.getFileName() + "-moved");
        Files.move(root, elsewhere);

        assertThatThrownBy(
                        () ->
                                IcebergLake.open(
                                        elsewhere, LakeLimits.DEFAULT, InstantSource.system()))
                .isInstanceOf(PortException.class)
                .hasMessageContaining("move it back");
        Files.move(elsewhere, root);
    }

    @Test
    void leftoversOfACrashGo() throws IOException {
        try (var lake = open()) {
            lake.commit(new LakeBatch(1, List.of(FinalImages.completed(1, NOON))));
        }
        Path spill = Files.createDirectories(root.resolve("scratch/duckdb")).resolve("x.tmp");
        Files.writeString(spill, "half");
        Path bucket = root.resolve("images/data/2026-11-28T12");
        Path orphan = Files.writeString(bucket.resolve("orphan.parquet"), "whole");
        Path gone = Files.createDirectories(root.resolve("images/data/2026-11-01T00"));
        Path metadata = Files.writeString(root.resolve("images/metadata/orphan.avro"), "x");

        try (var lake = open()) {
            assertThat(root.resolve("scratch")).isEmptyDirectory();
            lake.expireSnapshots(Duration.ofHours(1));
            assertThat(orphan).exists();
            lake.expireSnapshots(Duration.ZERO);

            assertThat(List.of(orphan, metadata, gone))
                    .allSatisfy(file -> assertThat(file).doesNotExist());
            assertThat(lake.files(NOON).paths()).hasSize(1);
        }
    }

    @Test
    void expiryLeavesOnlyTheFilesOfTheCurrentSnapshot() {
        try (var lake = open()) {
            for (int n = 1; n <= 20; n++) {
                lake.commit(new LakeBatch(n, List.of(FinalImages.completed(n, NOON))));
            }
            lake.compact(NOON.plus(Duration.ofDays(30)));
            lake.expireSnapshots(Duration.ZERO);

            assertThat(files(path -> path.toString().endsWith(".parquet"))).hasSize(1);
            assertThat(files(path -> path.toString().endsWith(".avro"))).hasSizeLessThan(8);
            assertThat(files(path -> path.toString().endsWith(".json"))).hasSize(2);
        }
    }

    @Test
    void readingThatIsOpenTooLongKeepsNothing() {
        var ahead = new AtomicLong();
        InstantSource clock = () -> Instant.now().plusSeconds(ahead.get());
        var longest = LakeLimits.DEFAULT.longestReading();
        try (var lake = IcebergLake.open(root, LakeLimits.DEFAULT, clock)) {
            lake.commit(new LakeBatch(1, List.of(FinalImages.completed(1, NOON))));
            lake.commit(new LakeBatch(2, List.of(FinalImages.completed(2, NOON))));
            var files = lake.files(NOON);
            lake.compact(NOON.plus(Duration.ofDays(30)));
            ahead.set(longest.toSeconds() - 60);
            lake.expireSnapshots(Duration.ZERO);
            assertThat(files.paths()).allSatisfy(path -> assertThat(path).exists());

            ahead.set(longest.toSeconds() + 60);
            lake.expireSnapshots(Duration.ZERO);

            assertThat(files.paths()).allSatisfy(path -> assertThat(path).doesNotExist());
        }
    }

    @Test
    void tooManyOpenReadingsAreTold() {
        try (var lake = IcebergLake.open(root, Lakes.FEW_SMALL_FILES, InstantSource.system())) {
            for (int i = 0; i < Lakes.FEW_SMALL_FILES.openFiles(); i++) {
                assertThat(lake.files(NOON).paths()).isEmpty();
            }

            assertThatThrownBy(() -> lake.files(NOON))
                    .isInstanceOfSatisfying(
                            PortException.class,
                            e -> assertThat(e.kind()).isEqualTo(Kind.RETRYABLE));
        }
    }

    @Test
    void commitThatCannotWriteLeavesTheLakeAsItWas() throws IOException {
        try (var lake = open()) {
            lake.commit(new LakeBatch(1, List.of(FinalImages.completed(1, NOON))));
            Path blocked = root.resolve("images/data/2026-11-28T17");
            Files.writeString(blocked, "a file where the bucket's folder should be");
            var both =
                    new LakeBatch(
                            2,
                            List.of(
                                    FinalImages.completed(2, NOON),
                                    FinalImages.completed(3, NOON.plus(Duration.ofHours(5)))));

            assertThatThrownBy(() -> lake.commit(both))
                    .isInstanceOfSatisfying(
                            PortException.class,
                            e -> assertThat(e.kind()).isEqualTo(Kind.RETRYABLE));
            assertThat(lake.lastBatch()).isEqualTo(1);
            assertThat(files(path -> path.toString().endsWith(".parquet"))).hasSize(1);

            Files.delete(blocked);
            lake.commit(both);
            assertThat(lake.files(NOON).paths()).hasSize(3);
        }
    }

    @Test
    void commitOfUnknownOutcomeIsToldAndMayBeGivenAgain() throws SQLException {
        var batch = new LakeBatch(2, List.of(FinalImages.completed(2, NOON)));
        try (var lake = open()) {
            lake.commit(new LakeBatch(1, List.of(FinalImages.completed(1, NOON))));

            changeCatalog("ALTER TABLE iceberg_tables RENAME TO away");
            assertThatThrownBy(() -> lake.commit(batch))
                    .isInstanceOfSatisfying(
                            PortException.class,
                            e -> assertThat(e.kind()).isEqualTo(Kind.UNKNOWN_OUTCOME));
            assertThat(files(path -> path.toString().endsWith(".parquet"))).hasSize(2);
            assertThatThrownBy(lake::lastBatch).isInstanceOf(PortException.class);
            assertThat(lake.files(NOON).paths()).hasSize(1);

            changeCatalog("ALTER TABLE away RENAME TO iceberg_tables");
            assertThat(lake.lastBatch()).isEqualTo(1);
            lake.commit(batch);
            assertThat(lake.files(NOON).paths()).hasSize(2);
        }
    }

    @Test
    void manifestsTellNoValuesButTheServersTimes() throws IOException {
        try (var lake = open()) {
            lake.commit(new LakeBatch(1, List.of(FinalImages.completed(1, NOON))));
        }

        for (Path file : files(path -> path.toString().contains("/metadata/"))) {
            assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                    .doesNotContain("tenant-1", "ana@acme", "IMG_1", "Nikon", "47.5");
        }
    }

    private IcebergLake open() {
        return IcebergLake.open(root, LakeLimits.DEFAULT, InstantSource.system());
    }

    private void changeCatalog(String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + root.resolve("catalog.sqlite"));
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<Path> files(Predicate<Path> which) {
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).filter(which).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
