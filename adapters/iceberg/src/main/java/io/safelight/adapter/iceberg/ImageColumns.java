package io.safelight.adapter.iceberg;

import static io.safelight.adapter.iceberg.ColumnType.DOCUMENT;
import static io.safelight.adapter.iceberg.ColumnType.DOUBLE;
import static io.safelight.adapter.iceberg.ColumnType.INTEGER;
import static io.safelight.adapter.iceberg.ColumnType.LOCAL_TIME;
import static io.safelight.adapter.iceberg.ColumnType.LONG;
import static io.safelight.adapter.iceberg.ColumnType.TEXT;
import static io.safelight.adapter.iceberg.ColumnType.TIME;
import static io.safelight.adapter.iceberg.ColumnType.UNIQUE_ID;

import io.safelight.domain.image.Cause;
import io.safelight.domain.image.Location;
import io.safelight.domain.image.Probe;
import io.safelight.domain.scan.Scan;
import io.safelight.domain.scan.Verdict;
import io.safelight.domain.work.ImageRecord;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/**
 * The columns of {@code images}: the one list from which the schema, the field ids and the writing
 * follow. A column's field id is its place in the list, from 1, so a new column goes to the end.
 */
final class ImageColumns {
    static final String ID = "image_id";
    static final String TENANT = "tenant";
    static final String RECEIVED_AT = "received_at";
    static final String EXPIRES_AT = "expires_at";
    static final String EXPIRY_BUCKET = "expiry_bucket";

    static final List<ImageColumn> ALL =
            List.of(
                    required(ID, UNIQUE_ID, image -> image.id().value()),
                    required(TENANT, TEXT, image -> image.origin().tenant().value()),
                    required("principal", TEXT, image -> image.origin().principal().value()),
                    required("source", TEXT, image -> word(image.origin().source())),
                    optional("filename", TEXT, image -> orNull(image.description().filename())),
                    required(
                            "attributes",
                            DOCUMENT,
                            image -> ImageJson.attributes(image.description().attributes())),
                    required("content_type", TEXT, image -> image.content().format().contentType()),
                    required("bytes", LONG, image -> image.content().bytes()),
                    required("sha256", TEXT, image -> image.content().sha256().hex()),
                    probed("width", INTEGER, probe -> probe.size().width()),
                    probed("height", INTEGER, probe -> probe.size().height()),
                    probed("orientation", INTEGER, Probe::orientation),
                    probed("color_space", TEXT, Probe::colorSpace),
                    probed("camera_make", TEXT, probe -> camera(probe, Probe.Camera::make)),
                    probed("camera_model", TEXT, probe -> camera(probe, Probe.Camera::model)),
                    probed("taken_at", LOCAL_TIME, probe -> orNull(probe.takenAt())),
                    probed("latitude", DOUBLE, probe -> location(probe, Location::latitude)),
                    probed("longitude", DOUBLE, probe -> location(probe, Location::longitude)),
                    probed("phash", TEXT, probe -> probe.looks().phash()),
                    probed("dominant_color", TEXT, probe -> probe.looks().dominantColor()),
                    probed("blurhash", TEXT, probe -> probe.looks().blurhash()),
                    required(RECEIVED_AT, TIME, image -> image.lifetime().receivedAt()),
                    scanned("scanned_at", TIME, Scan::at),
                    optional("completed_at", TIME, image -> orNull(image.completedAt())),
                    required(EXPIRES_AT, TIME, image -> image.lifetime().expiresAt()),
                    required(EXPIRY_BUCKET, TEXT, image -> image.lifetime().bucket().label()),
                    required("state", TEXT, image -> image.state().label()),
                    scanned("verdict", TEXT, scan -> verdict(scan.verdict())),
                    scanned("threat", TEXT, scan -> threat(scan.verdict())),
                    optional("cause", TEXT, image -> orNull(image.findings().cause(), Cause::code)),
                    scanned("scan_engine", TEXT, scan -> scan.engine().name()),
                    scanned("signatures", TEXT, scan -> scan.engine().signatures()),
                    required(
                            "programs",
                            DOCUMENT,
                            image -> ImageJson.programs(image.findings().runs())),
                    required(
                            "outputs",
                            DOCUMENT,
                            image -> ImageJson.outputs(image.findings().outputs())),
                    probed("exif", DOCUMENT, probe -> ImageJson.exif(probe.exif())),
                    // No program gives labels yet; the column is there so that its id is.
                    optional("labels", DOCUMENT, _ -> null));

    private ImageColumns() {}

    static Schema schema() {
        var fields =
                ALL.stream()
                        .map(
                                column ->
                                        column.required()
                                                ? Types.NestedField.required(
                                                        id(column),
                                                        column.name(),
                                                        column.type().iceberg())
                                                : Types.NestedField.optional(
                                                        id(column),
                                                        column.name(),
                                                        column.type().iceberg()))
                        .toList();
        return new Schema(fields);
    }

    static int fieldId(String name) {
        return IntStream.range(0, ALL.size())
                .filter(at -> ALL.get(at).name().equals(name))
                .map(at -> at + 1)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no column " + name));
    }

    /** For {@code SELECT}. */
    static String names() {
        return ALL.stream().map(ImageColumn::name).collect(Collectors.joining(", "));
    }

    /** For {@code COPY … (FIELD_IDS …)}. */
    static String fieldIds() {
        return ALL.stream()
                .map(column -> column.name() + ": " + id(column))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static int id(ImageColumn column) {
        return fieldId(column.name());
    }

    private static ImageColumn required(
            String name, ColumnType type, Function<ImageRecord, @Nullable Object> value) {
        return new ImageColumn(name, type, true, value);
    }

    private static ImageColumn optional(
            String name, ColumnType type, Function<ImageRecord, @Nullable Object> value) {
        return new ImageColumn(name, type, false, value);
    }

    private static ImageColumn probed(
            String name, ColumnType type, Function<Probe, @Nullable Object> value) {
        return optional(name, type, image -> orNull(image.findings().probe(), value));
    }

    private static ImageColumn scanned(
            String name, ColumnType type, Function<Scan, @Nullable Object> value) {
        return optional(name, type, image -> orNull(image.findings().scan(), value));
    }

    private static @Nullable Object orNull(Optional<?> value) {
        return value.isPresent() ? value.get() : null;
    }

    private static <T> @Nullable Object orNull(
            Optional<T> value, Function<T, @Nullable Object> part) {
        return value.isPresent() ? part.apply(value.get()) : null;
    }

    private static @Nullable String camera(Probe probe, Function<Probe.Camera, String> part) {
        String text = probe.camera().map(part).orElse("");
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Object location(Probe probe, Function<Location, Double> part) {
        return probe.location().isPresent() ? part.apply(probe.location().get()) : null;
    }

    private static String verdict(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Clean() -> "clean";
            case Verdict.Infected(String _) -> "infected";
            case Verdict.Undecided(Verdict.Reason _, String _) -> "undecided";
        };
    }

    private static @Nullable String threat(Verdict verdict) {
        return verdict instanceof Verdict.Infected(String threat) ? threat : null;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
