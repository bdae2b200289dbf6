package io.safelight.adapter.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The program of a child, whose main class calls {@link
 * io.safelight.ports.sandbox.wire.SandboxChild#serve(String[], java.util.function.Supplier)}.
 *
 * @param classpath jars and folders; the child sees these and nothing else of the host's
 * @param jvmOptions see {@link #FAST_START}
 * @param readOnly further files and folders to see, such as a library outside of {@code /usr}
 * @param environment for native libraries
 */
public record ChildProgram(
        Path javaHome,
        List<Path> classpath,
        String mainClass,
        List<String> jvmOptions,
        List<Path> readOnly,
        Map<String, String> environment) {

    /**
     * One collector thread, one compiler, small areas: a quarter less processor time to start than
     * with the defaults, and memory that does not depend on the machine's. The Java heap holds no
     * picture, so little is enough; a child that runs out of it ends instead of limping on.
     */
    public static final List<String> FAST_START =
            List.of(
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-Xshare:auto",
                    "-Xms8m",
                    "-Xmx64m",
                    "-XX:MaxMetaspaceSize=64m",
                    "-XX:ReservedCodeCacheSize=24m",
                    "-XX:+ExitOnOutOfMemoryError",
                    "--enable-native-access=ALL-UNNAMED");

    /** Few malloc arenas: each thread's own would keep its peak for ever. */
    public static final Map<String, String> FEW_ARENAS = Map.of("MALLOC_ARENA_MAX", "2");

    public ChildProgram {
        classpath = List.copyOf(classpath);
        jvmOptions = List.copyOf(jvmOptions);
        readOnly = List.copyOf(readOnly);
        environment = Map.copyOf(environment);
    }

    /** With {@link #FAST_START} and {@link #FEW_ARENAS}, on the JDK that runs this. */
    public static ChildProgram of(List<Path> classpath, String mainClass) {
        return new ChildProgram(
                Path.of(System.getProperty("java.home")),
                classpath,
                mainClass,
                FAST_START,
                List.of(),
                FEW_ARENAS);
    }
}
