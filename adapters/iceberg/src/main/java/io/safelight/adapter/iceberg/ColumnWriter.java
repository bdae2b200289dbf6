package io.safelight.adapter.iceberg;

import io.safelight.domain.work.ImageRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/** Puts one column of some images into a vector of DuckDB. For one thread. */
final class ColumnWriter {
    private final DocumentWriter documents = new DocumentWriter();

    /**
     * @param row of the vector, where the first image goes
     * @return bytes of text
     */
    long write(ImageColumn column, List<ImageRecord> images, DuckDBWritableVector vector, int row) {
        if (column.type().isText()) {
            return writeTexts(column, images, vector, row);
        }
        for (int i = 0; i < images.size(); i++) {
            writeValue(column.type(), value(column, images.get(i)), vector, row + i);
        }
        return 0;
    }

    private long writeTexts(
            ImageColumn column, List<ImageRecord> images, DuckDBWritableVector vector, int row) {
        var texts = new byte[images.size()][];
        long bytes = 0;
        for (int i = 0; i < texts.length; i++) {
            byte[] text = text(value(column, images.get(i)));
            texts[i] = text;
            bytes += text == null ? 0 : text.length;
        }
        vector.setStringUtf8Batch(row, texts);
        return bytes;
    }

    /** In UTF-8. */
    private byte @Nullable [] text(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text.getBytes(StandardCharsets.UTF_8);
            case Document document -> documents.write(document);
            case UUID id -> id.toString().getBytes(StandardCharsets.US_ASCII);
            default -> throw new IllegalArgumentException("no text: " + value.getClass());
        };
    }

    private static void writeValue(
            ColumnType type, @Nullable Object value, DuckDBWritableVector vector, int row) {
        if (value == null) {
            vector.setNull(row);
            return;
        }
        switch (type) {
            case INTEGER -> vector.setInt(row, (Integer) value);
            case LONG -> vector.setLong(row, (Long) value);
            case DOUBLE -> vector.setDouble(row, (Double) value);
            case TIME -> vector.setLong(row, micros((Instant) value));
            case LOCAL_TIME ->
                    vector.setLong(row, micros(((LocalDateTime) value).toInstant(ZoneOffset.UTC)));
            case UNIQUE_ID, TEXT, DOCUMENT ->
                    throw new IllegalArgumentException(type + " is a text");
        }
    }

    private static @Nullable Object value(ImageColumn column, ImageRecord image) {
        Object value = column.value().apply(image);
        if (value == null && column.required()) {
            throw new IllegalArgumentException(image.id() + " has no " + column.name());
        }
        return value;
    }

    static long micros(Instant time) {
        return Math.addExact(
                TimeUnit.SECONDS.toMicros(time.getEpochSecond()), time.getNano() / 1000);
    }
}
