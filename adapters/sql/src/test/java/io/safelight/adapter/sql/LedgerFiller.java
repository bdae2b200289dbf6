package io.safelight.adapter.sql;

import io.safelight.domain.identity.TenantId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Multiplies a waiting image inside the database, which is faster than admitting each. */
final class LedgerFiller {
    /** The copies arrive within 50 seconds, a millisecond apart, many in each. */
    private static final String FILL =
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
            INSERT INTO images (id, bucket, tenant, principal, source, format, bytes, sha256,
                received_ns, expires_ns, receipt_nonce, zone, object, state, lane, epoch, scans,
                sandbox_deaths, node_deaths, retry_ns, revision)
            SELECT CAST(substr(id, 1, 9) || randomblob(7) AS BLOB), bucket, tenant, principal,
                source, format, bytes, sha256, received_ns + n.i % 50000 * 1000000, expires_ns,
                receipt_nonce, zone, object, state, lane, epoch, scans, sandbox_deaths,
                node_deaths, retry_ns + n.i % 50000 * 1000000, revision
            FROM (SELECT * FROM images WHERE tenant = ? LIMIT 1), n
            """;

    private LedgerFiller() {}

    /**
     * @param tenant who has a waiting image in the ledger already
     */
    static void fill(Path file, TenantId tenant, int count) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                PreparedStatement fill = connection.prepareStatement(FILL)) {
            fill.setInt(1, count);
            fill.setString(2, tenant.value());
            fill.executeUpdate();
        }
    }

    /** Each copy belongs to a tenant of its own. */
    static void fillTenants(Path file, TenantId tenant, int count) throws SQLException {
        fill(file, tenant, count);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                PreparedStatement spread =
                        connection.prepareStatement(
                                "UPDATE images SET tenant = 'tenant-' || rowid")) {
            spread.executeUpdate();
        }
    }
}
