package io.safelight.query.child;

import io.safelight.query.wire.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;

/** A Parquet file has its index at its end, so it is written to the scratch folder first. */
final class ParquetAnswer implements Answer {
    private final Path scratch;

    /**
     * @param scratch private and empty
     */
    ParquetAnswer(Path scratch) {
        this.scratch = scratch;
    }

    @Override
    public void write(Session session, String sql, Question question, AnswerStream out)
            throws SQLException, IOException, TooManyRowsException {
        Path file = scratch.resolve("answer.parquet");
        try {
            if (copy(session, sql, file) > question.maxRows()) {
                throw new TooManyRowsException();
            }
            if (Files.size(file) > out.room()) {
                throw new AnswerStream.TooLargeException();
            }
            Files.copy(file, out);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static long copy(Session session, String sql, Path file) throws SQLException {
        String copy =
                "COPY (%s) TO %s (FORMAT parquet, COMPRESSION zstd)"
                        .formatted(sql, Literals.text(file.toString()));
        try (Statement statement = session.connection().createStatement()) {
            return statement.executeLargeUpdate(copy);
        }
    }
}
