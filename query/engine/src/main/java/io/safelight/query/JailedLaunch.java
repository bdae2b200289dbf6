package io.safelight.query;

import io.safelight.child.JailSpec;
import io.safelight.child.JailedJvm;
import io.safelight.query.child.QueryChildMain;
import io.safelight.settings.ByteSize;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Children in jails: no network, limited memory, of the files only the lake's and only to read. */
public final class JailedLaunch implements ChildLaunch {
    /** Heap of the child's own code; rows go through it one by one. */
    private static final String HEAP = "-Xmx128m";

    /** Heap, code, metaspace, stacks and what DuckDB takes beside its own limit. */
    private static final ByteSize BESIDE_DUCKDB = ByteSize.mebibytes(640);

    /** In the scratch folder, beside a Parquet answer. */
    private static final ByteSize BESIDE_ANSWER = ByteSize.mebibytes(16);

    private final QuerySettings settings;
    private final Path javaHome;
    private final List<Path> classpath;
    private final SharedLibrary library;

    private JailedLaunch(
            QuerySettings settings, Path javaHome, List<Path> classpath, SharedLibrary library) {
        this.settings = settings;
        this.javaHome = javaHome;
        this.classpath = classpath;
        this.library = library;
    }

    /**
     * @param javaHome the JDK or JRE, 25 or later, that runs the children
     * @param cache a folder of the engine's own for what it unpacks, some 75 MB; made if missing,
     *     and kept for the next start. Nothing in it is worth a backup
     */
    public static JailedLaunch prepare(QuerySettings settings, Path javaHome, Path cache)
            throws IOException {
        Path duckdb = ChildClasspath.duckdb();
        SharedLibrary library = SharedLibrary.prepare(duckdb, cache);
        var classpath = new ArrayList<Path>(ChildClasspath.find());
        classpath.remove(duckdb);
        classpath.add(library.classes());
        return new JailedLaunch(settings, javaHome, List.copyOf(classpath), library);
    }

    @Override
    public QueryChild launch(Path lake) throws IOException {
        return new Jailed(JailedJvm.start(spec(lake)));
    }

    private JailSpec spec(Path lake) {
        return new JailSpec(
                "query",
                javaHome,
                classpath,
                QueryChildMain.class.getName(),
                jvmOptions(),
                List.of(
                        Long.toString(settings.memory().bytes()),
                        Integer.toString(settings.threads()),
                        "/tmp/answer"),
                List.of(lake, library.folder()),
                settings.memory().bytes() + BESIDE_DUCKDB.bytes(),
                settings.maxAnswer().bytes() + BESIDE_ANSWER.bytes(),
                Map.of("MALLOC_ARENA_MAX", "4"));
    }

    private List<String> jvmOptions() {
        return List.of(
                HEAP,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:ReservedCodeCacheSize=32m",
                "-XX:MaxMetaspaceSize=96m",
                "-Djava.library.path=" + library.folder(),
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Darrow.allocation.manager.type=Unsafe",
                "-Duser.timezone=UTC",
                "-Dslf4j.internal.verbosity=ERROR");
    }

    private record Jailed(JailedJvm jvm) implements QueryChild {

        @Override
        public OutputStream requests() {
            return jvm.requests();
        }

        @Override
        public InputStream answers() {
            return jvm.answers();
        }

        @Override
        public boolean isAlive() {
            return jvm.isAlive();
        }

        @Override
        public void kill() {
            jvm.kill();
        }

        @Override
        public String lastWords() {
            return jvm.lastWords();
        }
    }
}
