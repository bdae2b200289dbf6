package io.safelight.telemetry;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event as it is logged.
 *
 * @param source simple name of the class that tells it
 * @param ours whether {@code text} is an event's name; a library's is a sentence
 * @param values in the order in which they were added
 */
record Event(
        Instant at,
        String level,
        String source,
        boolean ours,
        String text,
        List<Value> values,
        @Nullable Throwable cause) {

    record Value(String key, @Nullable Object value) {}

    Event {
        values = List.copyOf(values);
    }
}
