package io.safelight.query;

import io.safelight.settings.ByteSize;
import io.safelight.settings.Settings;
import java.time.Duration;

/**
 * How much questions may take.
 *
 * @param places questions at one time
 * @param patience how long a question waits for a place before it is told to come again
 * @param timeLimit of the child's work for one question
 * @param deliveryLimit from the first byte of an answer to its last, however slowly it is read
 * @param memory of the engine for one question; the child around it takes some more
 * @param threads that work on one question
 * @param maxRows of an answer
 * @param maxAnswer in the form that was asked for
 * @param questionsPerChild after which a child is replaced
 */
public record QuerySettings(
        int places,
        Duration patience,
        Duration timeLimit,
        Duration deliveryLimit,
        ByteSize memory,
        int threads,
        int maxRows,
        ByteSize maxAnswer,
        int questionsPerChild) {

    public static QuerySettings from(Settings settings) {
        return new QuerySettings(
                settings.count("query.places", "SQL questions at one time.", 2, 1, 64),
                settings.duration(
                        "query.patience",
                        "How long a SQL question waits for a place before it is told to come"
                                + " again.",
                        Duration.ofSeconds(2),
                        Duration.ofMillis(1),
                        Duration.ofMinutes(1)),
                settings.duration(
                        "query.time-limit",
                        "How long the engine may work on one SQL question.",
                        Duration.ofSeconds(30),
                        Duration.ofMillis(100),
                        Duration.ofHours(1)),
                settings.duration(
                        "query.delivery-limit",
                        "How long a SQL answer may take from its first byte to its last.",
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(1),
                        Duration.ofHours(6)),
                settings.size(
                        "query.memory",
                        "Memory of the engine for one SQL question. Its process takes up to 640MiB"
                                + " and query.max-answer more.",
                        ByteSize.mebibytes(512),
                        ByteSize.mebibytes(64),
                        ByteSize.mebibytes(1 << 20)),
                settings.countPerProcessor(
                        "query.threads",
                        "Threads that work on one SQL question; by default as many as cores.",
                        1,
                        256),
                settings.count("query.max-rows", "Rows of a SQL answer.", 100_000, 1, 100_000_000),
                settings.size(
                        "query.max-answer",
                        "Size of a SQL answer.",
                        ByteSize.mebibytes(256),
                        ByteSize.mebibytes(1),
                        ByteSize.mebibytes(1 << 14)),
                settings.count(
                        "query.questions-per-child",
                        "SQL questions after which the engine's process is replaced.",
                        200,
                        1,
                        1_000_000));
    }
}
