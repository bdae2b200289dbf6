package io.safelight.query.child;

import io.safelight.query.wire.Question;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/** The table {@code images} as one question may see it. */
final class LakeTable {
    /** Of an empty lake; otherwise the files tell their types. */
    private static final List<String> COLUMNS =
            List.of(
                    "image_id UUID",
                    "tenant VARCHAR",
                    "principal VARCHAR",
                    "source VARCHAR",
                    "filename VARCHAR",
                    "attributes VARCHAR",
                    "content_type VARCHAR",
                    "bytes BIGINT",
                    "sha256 VARCHAR",
                    "width INTEGER",
                    "height INTEGER",
                    "orientation INTEGER",
                    "color_space VARCHAR",
                    "camera_make VARCHAR",
                    "camera_model VARCHAR",
                    "taken_at TIMESTAMP",
                    "latitude DOUBLE",
                    "longitude DOUBLE",
                    "phash VARCHAR",
                    "dominant_color VARCHAR",
                    "blurhash VARCHAR",
                    "received_at TIMESTAMPTZ",
                    "scanned_at TIMESTAMPTZ",
                    "completed_at TIMESTAMPTZ",
                    "expires_at TIMESTAMPTZ",
                    "expiry_bucket VARCHAR",
                    "state VARCHAR",
                    "verdict VARCHAR",
                    "threat VARCHAR",
                    "cause VARCHAR",
                    "scan_engine VARCHAR",
                    "signatures VARCHAR",
                    "programs VARCHAR",
                    "outputs VARCHAR",
                    "exif VARCHAR",
                    "labels VARCHAR");

    /** More rows than there can be. */
    private static final String BARRIER = " LIMIT 1000000000000";

    private LakeTable() {}

    /**
     * The statement that makes the view.
     *
     * <p>A tenant's view ends in a LIMIT that never bites. DuckDB pushes no condition below a
     * LIMIT, so no expression of a caller is ever evaluated on a row that it may not see: neither
     * an error's text nor whether there is an error tells anything of another tenant. Without
     * insertion order the LIMIT costs nothing but pruning by the caller's own conditions; what of
     * it is worth having comes back as {@code bounds}. Administrators see every tenant and have no
     * need of it.
     *
     * @param bounds a condition on nothing but times and constants, or empty
     */
    static String view(Question question, String bounds) {
        return "CREATE VIEW images AS "
                + (question.files().isEmpty() ? nothing() : rows(question, bounds));
    }

    private static String nothing() {
        String columns =
                COLUMNS.stream()
                        .map(column -> column.split(" "))
                        .map(column -> "NULL::" + column[1] + " AS " + column[0])
                        .collect(Collectors.joining(", "));
        return "SELECT " + columns + " WHERE false";
    }

    private static String rows(Question question, String bounds) {
        String columns =
                COLUMNS.stream()
                        .map(column -> column.split(" ")[0])
                        .collect(Collectors.joining(", "));
        String files =
                question.files().stream().map(Literals::text).collect(Collectors.joining(", "));
        Instant now = Instant.EPOCH.plus(question.nowMicros(), ChronoUnit.MICROS);
        String early = bounds.isEmpty() ? "" : " AND " + bounds;
        String alive = "expires_at > TIMESTAMPTZ " + Literals.text(now.toString());
        String mine =
                question.tenant()
                        .map(tenant -> " AND tenant = " + Literals.text(tenant) + BARRIER)
                        .orElse("");
        return "SELECT %s FROM read_parquet([%s], hive_partitioning = false) WHERE %s%s%s"
                .formatted(columns, files, alive, early, mine);
    }
}
