package io.safelight.query.child;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder that no question has to do with: in it is a secret in each form that DuckDB reads. */
record OtherFiles(Path folder) {

    static OtherFiles in(Path folder) throws IOException, SQLException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("secret"), "nobody's business");
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE secret AS SELECT 1 AS a, 2 AS b");
            for (String format : new String[] {"csv", "json", "parquet"}) {
                statement.execute(
                        "COPY secret TO '%s/secret.%s' (FORMAT %s)"
                                .formatted(folder, format, format));
            }
            statement.execute("EXPORT DATABASE '" + folder + "/exported'");
            statement.execute("ATTACH '" + folder + "/secret.db' AS other");
            statement.execute("CREATE TABLE other.secret AS FROM secret");
        }
        return new OtherFiles(folder);
    }

    /** All that is in it now, by path. */
    Map<Path, ByteBuffer> content() throws IOException {
        var content = new TreeMap<Path, ByteBuffer>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(folder.relativize(file), ByteBuffer.wrap(Files.readAllBytes(file)));
            }
        }
        return content;
    }
}
