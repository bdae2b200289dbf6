package io.safelight.adapter.iceberg;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.work.ImageRecord;
import io.safelight.ports.lake.LakeBatch;
import io.safelight.testkit.lake.FinalImages;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageColumnsTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.007Z");

    @TempDir private Path folder;

    @Test
    void everyValueOfACompletedImageComesBack() {
        var image = FinalImages.completed(6, NOON);
        var row = written(image);

        assertThat(List.copyOf(row.keySet()))
                .isEqualTo(ImageColumns.ALL.stream().map(ImageColumn::name).toList());
        assertThat(row)
                .containsEntry("image_id", image.id().toString())
                .containsEntry("tenant", "tenant-0")
                .containsEntry("principal", "ana@acme.example")
                .containsEntry("source", "http")
                .containsEntry("filename", "IMG_6.jpg")
                .containsEntry("content_type", "image/jpeg")
                .containsEntry("bytes", "1006")
                .containsEntry("sha256", image.content().sha256().hex())
                .containsEntry("width", "4000")
                .containsEntry("height", "3000")
                .containsEntry("orientation", "6")
                .containsEntry("color_space", "srgb")
                .containsEntry("camera_make", "Nikon")
                .containsEntry("camera_model", "Z 8 " + FinalImages.ODD_TEXT)
                .containsEntry("taken_at", "2025-07-01 12:30:15.25")
                .containsEntry("latitude", "47.5")
                .containsEntry("longitude", "-8.25")
                .containsEntry("phash", "0000000000000006")
                .containsEntry("dominant_color", "#a0b1c2")
                .containsEntry("blurhash", "LEHV6nWB2yk8pyo0adR*.7kCMdnj")
                .containsEntry("received_at", "2026-11-21 12:00:00.007+00")
                .containsEntry("scanned_at", "2026-11-21 12:00:01.007+00")
                .containsEntry("completed_at", "2026-11-21 12:00:03.130456+00")
                .containsEntry("expires_at", "2026-11-28 12:00:00.007+00")
                .containsEntry("expiry_bucket", "2026-11-28T12")
                .containsEntry("state", "completed")
                .containsEntry("verdict", "clean")
                .containsEntry("threat", null)
                .containsEntry("cause", null)
                .containsEntry("scan_engine", "ClamAV 1.4.3")
                .containsEntry("signatures", "27500")
                .containsEntry("labels", null);
    }

    @Test
    void jsonColumnsHoldJsonThatDuckDbReads() {
        var image = FinalImages.completed(6, NOON);

        var row =
                asked(
                        image,
                        "attributes ->> 'note' AS note",
                        "attributes -> 'price' AS price",
                        "attributes -> 'public' AS public",
                        "exif ->> 'Artist' AS artist",
                        "programs -> 'probe' AS probe",
                        "json_array_length(outputs) AS outputs",
                        "outputs -> 0 AS first");

        assertThat(row)
                .containsEntry("note", FinalImages.ODD_TEXT + "\u0000")
                .containsEntry("price", "12.5")
                .containsEntry("public", "true")
                .containsEntry("artist", FinalImages.ODD_TEXT)
                .containsEntry(
                        "probe",
                        "{\"version\":\"1.2.0\",\"outcome\":\"succeeded\",\"ms\":41,"
                                + "\"peak_memory_bytes\":1048576,\"attempts\":1}")
                .containsEntry("outputs", "2");
        assertThat(row.get("first"))
                .startsWith("{\"program\":\"renditions\",\"name\":\"preview.jpg\",")
                .doesNotContain("object");
    }

    @Test
    void imageOfWhichNothingIsKnownHasEmptyColumns() {
        var row = written(FinalImages.bare(7, NOON));

        assertThat(row)
                .containsEntry("state", "failed")
                .containsEntry("cause", "sandbox-died")
                .containsEntry("source", "kafka")
                .containsEntry("attributes", "{}")
                .containsEntry("programs", "{}")
                .containsEntry("outputs", "[]");
        assertThat(
                        row.entrySet().stream()
                                .filter(column -> column.getValue() == null)
                                .map(Map.Entry::getKey))
                .containsExactly(
                        "filename",
                        "width",
                        "height",
                        "orientation",
                        "color_space",
                        "camera_make",
                        "camera_model",
                        "taken_at",
                        "latitude",
                        "longitude",
                        "phash",
                        "dominant_color",
                        "blurhash",
                        "scanned_at",
                        "verdict",
                        "threat",
                        "scan_engine",
                        "signatures",
                        "exif",
                        "labels");
    }

    @Test
    void infectedImageTellsItsThreat() {
        assertThat(written(FinalImages.quarantined(8, NOON)))
                .containsEntry("state", "quarantined")
                .containsEntry("verdict", "infected")
                .containsEntry("threat", "Eicar-Test")
                .containsEntry("cause", "infected");
    }

    private Map<String, @Nullable String> written(ImageRecord image) {
        return asked(image, "COLUMNS(*)::VARCHAR");
    }

    private Map<String, @Nullable String> asked(ImageRecord image, String... what) {
        try (var lake = IcebergLake.open(folder, LakeLimits.DEFAULT, InstantSource.system());
                var reader = LakeReader.open()) {
            lake.commit(new LakeBatch(1, List.of(image)));
            try (var files = lake.files(NOON)) {
                return reader.query(
                                "SELECT "
                                        + String.join(", ", what)
                                        + " FROM "
                                        + LakeReader.from(files.paths()),
                                ImageColumnsTest::texts)
                        .getFirst();
            }
        }
    }

    private static Map<String, @Nullable String> texts(ResultSet row) throws SQLException {
        var texts = new LinkedHashMap<String, @Nullable String>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            texts.put(row.getMetaData().getColumnName(i), row.getString(i));
        }
        return texts;
    }
}
