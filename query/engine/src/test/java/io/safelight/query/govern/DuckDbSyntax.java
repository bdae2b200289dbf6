package io.safelight.query.govern;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** DuckDB's parser without a jail. */
final class DuckDbSyntax implements Syntax, AutoCloseable {
    private final Connection connection;

    DuckDbSyntax() {
        try {
            connection = DriverManager.getConnection("jdbc:duckdb:");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String treeOf(String sql) {
        return one("SELECT json_serialize_sql(?)", sql);
    }

    @Override
    public String sqlOf(String tree) {
        return one("SELECT json_deserialize_sql(?)", tree);
    }

    /** The first column of an answer, of a statement that nobody ruled on. */
    List<String> column(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether DuckDB finds a meaning in the statement. */
    boolean understands(String sql) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return statement.getMetaData() != null;
        } catch (SQLException e) {
            return false;
        }
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
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
