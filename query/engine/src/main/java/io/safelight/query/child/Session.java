package io.safelight.query.child;

import io.safelight.query.govern.Syntax;
import io.safelight.query.wire.Question;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * An in-memory database for one question. Opened ahead of it, because that takes longer than most
 * questions; closed after it, so that nothing of one question meets the next. For one thread.
 */
final class Session implements AutoCloseable {
    private final Connection connection;

    private Session(Connection connection) {
        this.connection = connection;
    }

    static Session open(Limits limits) throws SQLException {
        var properties = new Properties();
        properties.setProperty("threads", Integer.toString(limits.threads()));
        properties.setProperty("memory_limit", limits.memoryBytes() + "B");
        properties.setProperty("temp_directory", "");
        properties.setProperty("autoinstall_known_extensions", "false");
        properties.setProperty("autoload_known_extensions", "false");
        properties.setProperty("allow_community_extensions", "false");
        var session = new Session(DriverManager.getConnection("jdbc:duckdb:", properties));
        session.run("SET TimeZone = 'UTC'");
        session.run("SET preserve_insertion_order = false");
        return session;
    }

    /** DuckDB's own parser. */
    Syntax syntax() {
        return new Syntax() {
            @Override
            public String treeOf(String sql) {
                return one("SELECT json_serialize_sql(?)", sql);
            }

            @Override
            public String sqlOf(String tree) {
                return one("SELECT json_deserialize_sql(?)", tree);
            }
        };
    }

    /**
     * Lets the question see its files and nothing else, for good.
     *
     * @param bounds as the governor allowed them
     * @param scratch a folder to write the answer to, for formats that need one
     */
    void confine(Question question, String bounds, List<Path> scratch) throws SQLException {
        run("SET allowed_paths = [" + texts(question.files()) + "]");
        var folders = new ArrayList<String>();
        scratch.forEach(folder -> folders.add(folder + "/"));
        run("SET allowed_directories = [" + texts(folders) + "]");
        run("SET enable_external_access = false");
        run(LakeTable.view(question, bounds));
        run("SET lock_configuration = true");
    }

    Connection connection() {
        return connection;
    }

    private static String texts(List<String> values) {
        return values.stream().map(Literals::text).collect(Collectors.joining(", "));
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String one(String sql, String argument) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, argument);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return String.valueOf(result.getString(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the parser failed", e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
