package io.safelight.adapter.sql;

import io.safelight.domain.image.ImageId;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connection whose statements are prepared once. SQL texts are constants of this package, so
 * there are a few dozen. For one thread at a time.
 *
 * <p>Arguments are null, {@link Long}, {@link Integer}, {@link String}, {@code byte[]}, {@link
 * Instant}, {@link ImageId}, or an {@link Optional} of one of these.
 */
final class Session implements AutoCloseable {
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    /** Owns {@code connection}. */
    Session(Connection connection) {
        this.connection = connection;
    }

    /** Returns how many rows were changed. */
    int update(String sql, @Nullable Object... arguments) throws SQLException {
        return bound(sql, arguments).executeUpdate();
    }

    <T> List<T> list(String sql, Row.Reader<T> reader, @Nullable Object... arguments)
            throws SQLException {
        try (ResultSet result = bound(sql, arguments).executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(reader.read(new Row(result)));
            }
            return rows;
        }
    }

    /** The only row, if there is one. Reads to the end, as a statement that changes must. */
    <T> Optional<T> one(String sql, Row.Reader<T> reader, @Nullable Object... arguments)
            throws SQLException {
        List<T> rows = list(sql, reader, arguments);
        if (rows.size() > 1) {
            throw new SQLException("more than one row");
        }
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
    }

    private PreparedStatement bound(String sql, @Nullable Object... arguments) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < arguments.length; i++) {
            bind(statement, i + 1, arguments[i]);
        }
        return statement;
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object argument)
            throws SQLException {
        switch (argument) {
            case null -> statement.setNull(index, Types.NULL);
            case Long number -> statement.setLong(index, number);
            case Integer number -> statement.setInt(index, number);
            case String text -> statement.setString(index, text);
            case byte[] bytes -> statement.setBytes(index, bytes);
            case Instant time -> statement.setLong(index, Nanos.of(time));
            case ImageId image -> statement.setBytes(index, bytesOf(image));
            case Optional<?> maybe -> bind(statement, index, maybe.orElse(null));
            default -> throw new IllegalArgumentException("cannot bind " + argument.getClass());
        }
    }

    /** An id as it is stored. */
    static byte[] bytesOf(ImageId image) {
        return ByteBuffer.allocate(16)
                .putLong(image.value().getMostSignificantBits())
                .putLong(image.value().getLeastSignificantBits())
                .array();
    }

    /** Its statements with it. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
