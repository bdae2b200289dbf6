package io.safelight.adapter.iceberg;

import java.nio.file.Path;
import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;

/** The embedded catalog: an SQLite file that names the current metadata of the table. */
final class Catalog implements AutoCloseable {
    private static final Namespace NAMESPACE = Namespace.of("safelight");
    private static final TableIdentifier IMAGES = TableIdentifier.of(NAMESPACE, "images");

    private static final Map<String, String> TABLE_PROPERTIES =
            Map.ofEntries(
                    Map.entry("format-version", "2"),
                    Map.entry("write.parquet.compression-codec", "zstd"),
                    // Values must not leak into manifests: bounds of the server's times only.
                    Map.entry("write.metadata.metrics.default", "none"),
                    Map.entry("write.metadata.metrics.column.received_at", "full"),
                    Map.entry("write.metadata.metrics.column.scanned_at", "full"),
                    Map.entry("write.metadata.metrics.column.completed_at", "full"),
                    Map.entry("write.metadata.metrics.column.expires_at", "full"),
                    Map.entry("write.metadata.delete-after-commit.enabled", "true"),
                    Map.entry("write.metadata.previous-versions-max", "1"),
                    Map.entry("write.delete.mode", "copy-on-write"),
                    Map.entry("write.update.mode", "copy-on-write"),
                    Map.entry("write.merge.mode", "copy-on-write"),
                    Map.entry("commit.manifest.min-count-to-merge", "16"));

    private final JdbcCatalog catalog;

    private Catalog(JdbcCatalog catalog) {
        this.catalog = catalog;
    }

    static Catalog open(Path database, Path warehouse, LocalFileIO io) {
        var catalog = new JdbcCatalog(_ -> io, null, true);
        catalog.initialize(
                "safelight",
                Map.of(
                        "uri",
                        "jdbc:sqlite:"
                                + database
                                + "?journal_mode=WAL&synchronous=FULL"
                                + "&busy_timeout=10000&transaction_mode=IMMEDIATE",
                        "warehouse",
                        LocalFileIO.location(warehouse),
                        "jdbc.schema-version",
                        "V1",
                        "clients",
                        "1"));
        return new Catalog(catalog);
    }

    /**
     * The table, made when it is not there.
     *
     * @throws io.safelight.ports.PortException REFUSED when it is not one of this version at this
     *     place
     */
    Table images(Path folder) {
        if (!catalog.namespaceExists(NAMESPACE)) {
            catalog.createNamespace(NAMESPACE, Map.of());
        }
        var schema = ImageColumns.schema();
        var table =
                catalog.tableExists(IMAGES)
                        ? catalog.loadTable(IMAGES)
                        : create(schema, LocalFileIO.location(folder));
        if (!table.schema().sameSchema(schema)) {
            throw LakeFailure.refused(
                    "the lake in " + folder + " has other columns than this version writes");
        }
        return table;
    }

    private Table create(Schema schema, String location) {
        return catalog.buildTable(IMAGES, schema)
                .withPartitionSpec(
                        PartitionSpec.builderFor(schema)
                                .identity(ImageColumns.EXPIRY_BUCKET)
                                .build())
                .withSortOrder(
                        SortOrder.builderFor(schema)
                                .asc(ImageColumns.TENANT)
                                .asc(ImageColumns.RECEIVED_AT)
                                .build())
                .withLocation(location)
                .withProperties(TABLE_PROPERTIES)
                .create();
    }

    @Override
    public void close() {
        catalog.close();
    }
}
