package io.safelight.query;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;

/** The jars and folders that the child's program comes from, and no others. */
final class ChildClasspath {
    private static final String DUCKDB = "org/duckdb/DuckDBDriver.class";

    /** One resource of each. */
    private static final List<String> RESOURCES =
            List.of(
                    "io/safelight/query/child/QueryChildMain.class",
                    "io/safelight/child/Inside.class",
                    "io/safelight/ports/query/ResultFormat.class",
                    DUCKDB,
                    "com/fasterxml/jackson/core/JsonFactory.class",
                    "com/fasterxml/jackson/databind/ObjectMapper.class",
                    "com/fasterxml/jackson/annotation/JsonProperty.class",
                    "org/apache/arrow/vector/VectorSchemaRoot.class",
                    "org/apache/arrow/c/Data.class",
                    "org/apache/arrow/memory/BufferAllocator.class",
                    "org/apache/arrow/memory/unsafe/UnsafeAllocationManager.class",
                    "org/apache/arrow/flatbuf/Message.class",
                    "com/google/flatbuffers/FlatBufferBuilder.class",
                    "com/fasterxml/jackson/datatype/jsr310/JavaTimeModule.class",
                    "org/slf4j/Logger.class");

    private ChildClasspath() {}

    static List<Path> find() {
        return RESOURCES.stream().map(ChildClasspath::place).distinct().toList();
    }

    static Path duckdb() {
        return place(DUCKDB);
    }

    private static Path place(String resource) {
        URL url = ChildClasspath.class.getClassLoader().getResource(resource);
        if (url == null) {
            throw new IllegalStateException("the class path lacks " + resource);
        }
        return place(url, resource);
    }

    private static Path place(URL url, String resource) {
        try {
            if (url.openConnection() instanceof JarURLConnection jar) {
                return Path.of(jar.getJarFileURL().toURI());
            }
            Path file = Path.of(url.toURI());
            return file.getRoot()
                    .resolve(
                            file.subpath(
                                    0, file.getNameCount() - Path.of(resource).getNameCount()));
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException("the class path is not made of files", e);
        }
    }
}
