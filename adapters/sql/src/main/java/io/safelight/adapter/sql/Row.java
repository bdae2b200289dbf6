package io.safelight.adapter.sql;

import io.safelight.domain.image.ImageId;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A row of a result, read column after column in the order of the SELECT. */
final class Row {
    private final ResultSet result;
    private int column;

    /** Stands before the first column of the current row of {@code result}. */
    Row(ResultSet result) {
        this.result = result;
    }

    /** Makes something of a row. */
    interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    String text() throws SQLException {
        return result.getString(++column);
    }

    Optional<String> maybeText() throws SQLException {
        return Optional.ofNullable(result.getString(++column));
    }

    long number() throws SQLException {
        return result.getLong(++column);
    }

    int smallNumber() throws SQLException {
        return result.getInt(++column);
    }

    byte[] bytes() throws SQLException {
        return result.getBytes(++column);
    }

    Instant time() throws SQLException {
        return Nanos.toInstant(number());
    }

    Optional<Instant> maybeTime() throws SQLException {
        Instant time = time();
        return result.wasNull() ? Optional.empty() : Optional.of(time);
    }

    ImageId image() throws SQLException {
        ByteBuffer bytes = ByteBuffer.wrap(bytes());
        return new ImageId(new UUID(bytes.getLong(), bytes.getLong()));
    }
}
