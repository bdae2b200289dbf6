package io.safelight.query.govern;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** DuckDB's own parser, as in the child but without a jail. */
final class Parser implements Syntax {
    private final Connection connection;

    Parser() {
        var properties = new Properties();
        properties.setProperty("threads", "1");
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        try {
            connection = DriverManager.getConnection("jdbc:duckdb:", properties);
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

    /** Of every function that DuckDB has, in small letters. */
    Set<String> functions() {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT lower(function_name) FROM duckdb_functions()")) {
            var names = new TreeSet<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        } catch (SQLException e) {
            throw new IllegalStateException("there is no list of functions", e);
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
            throw new IllegalStateException("the parser failed", e);
        }
    }
}
