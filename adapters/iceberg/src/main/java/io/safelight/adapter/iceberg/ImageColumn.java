package io.safelight.adapter.iceberg;

import io.safelight.domain.work.ImageRecord;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One column of the table.
 *
 * @param required never null
 * @param value of one image, of the class that belongs to the type
 */
record ImageColumn(
        String name,
        ColumnType type,
        boolean required,
        Function<ImageRecord, @Nullable Object> value) {}
