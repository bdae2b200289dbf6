package io.safelight.query.govern;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** DuckDB's parser without a jail. */
final class DuckDbSyntax implements Syntax, AutoCloseable {
    private final Connection connection;

    DuckDbSyntax() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
    }

    @Override
    public String treeOf(String sql) {
        return one("SELECT json_serialize_sql(?)", sql);
    }

    @Override
    public String sqlOf(String tree) {
        return one("SELECT json_deserialize_sql(?)", tree);
    }

    private String one(String sql, String argument) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, argument);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
