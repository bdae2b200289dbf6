package io.safelight.query;

import io.safelight.ports.lake.Lake;
import io.safelight.ports.lake.LakeBatch;
import io.safelight.ports.lake.LakeFiles;
import io.safelight.testkit.query.SampleImage;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A lake of files that a test wrote, for reading only. */
final class ParquetLake implements Lake {
    static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final Path folder;
    private final List<Path> files = new CopyOnWriteArrayList<>();
    final AtomicInteger open = new AtomicInteger();

    ParquetLake(Path folder) {
        this.folder = folder;
    }

    /** Images 0 to {@code count} of a tenant: image i was received i minutes before now. */
    void add(String tenant, long count, Instant expiresAt) {
        Path file = folder.resolve(tenant + "-" + files.size() + ".parquet");
        String rows =
                """
                SELECT uuid() image_id, '%1$s' tenant, 'ana@%1$s' principal,
                  CASE WHEN i %% 2 = 0 THEN 'http' ELSE 'kafka' END source,
                  '%1$s-secret-' || i || '.jpg' filename,
                  json_object('project', '%1$s-p' || (i %% 3), 'shot', i, 'tags', ['a', 'b'])::VARCHAR attributes,
                  'image/jpeg' content_type, 1000 + i * 10 bytes, sha256('%1$s' || i) sha256,
                  (4000 + i)::INTEGER width, 3000::INTEGER height, 1::INTEGER orientation,
                  'srgb' color_space, 'Canon' camera_make, 'EOS' camera_model,
                  TIMESTAMP '2026-11-01 12:00:00' taken_at, 48.1::DOUBLE latitude,
                  11.5::DOUBLE longitude, '00ff00ff00ff00ff' phash, '#112233' dominant_color,
                  'LKO2' blurhash, %2$s - to_minutes(i::BIGINT) received_at, %2$s scanned_at,
                  %2$s completed_at, TIMESTAMPTZ '%3$s' expires_at, '2026-11-28T10' expiry_bucket,
                  CASE WHEN i %% 5 = 0 THEN 'failed' ELSE 'completed' END state, 'clean' verdict,
                  NULL::VARCHAR threat, CASE WHEN i %% 5 = 0 THEN 'truncated' END "cause",
                  'ClamAV 1.4' scan_engine, '27000' signatures,
                  '{"probe":{"version":"1","ms":3}}'::VARCHAR programs, '[]'::VARCHAR outputs,
                  '{"Make":"Canon","ISO":100}'::VARCHAR exif, '["cat"]'::VARCHAR labels
                FROM range(%4$d) t(i)
                """
                        .formatted(tenant, "TIMESTAMPTZ '" + NOW + "'", expiresAt, count);
        copy(rows, file);
        files.add(file);
    }

    /** The columns that the contract looks at; the others are of image 0. */
    void add(List<SampleImage> images) {
        for (SampleImage image : images) {
            add(image.tenant(), 1, image.expiresAt());
            Path file = files.removeLast();
            Path changed = Path.of(file + "-changed.parquet");
            String name = image.filename().replace("'", "''");
            copy(
                    "SELECT * REPLACE ('%s' AS filename, %d::BIGINT AS bytes) FROM '%s'"
                            .formatted(name, image.bytes(), file),
                    changed);
            files.add(changed);
        }
    }

    private static void copy(String rows, Path file) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute("COPY (" + rows + ") TO '" + file + "' (FORMAT parquet)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    List<Path> paths() {
        return List.copyOf(files);
    }

    @Override
    public LakeFiles files(Instant now) {
        open.incrementAndGet();
        List<Path> paths = paths();
        return new LakeFiles() {
            @Override
            public long snapshotId() {
                return 1;
            }

            @Override
            public List<Path> paths() {
                return paths;
            }

            @Override
            public Path directory() {
                return folder;
            }

            @Override
            public void close() {
                open.decrementAndGet();
            }
        };
    }

    @Override
    public long lastBatch() {
        return 0;
    }

    @Override
    public void commit(LakeBatch batch) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int compact(Instant closedBefore) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void expireSnapshots(Duration age) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
