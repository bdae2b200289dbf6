package io.safelight.child;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What to run in a jail, and how much it may take.
 *
 * @param name for thread names and logs: 1 to 32 of a-z, 0-9 and hyphens
 * @param javaHome the JDK or JRE to run
 * @param classpath jars and folders, seen inside under the same paths, read-only
 * @param jvmOptions such as {@code -Xmx64m}; those that keep crash files away are added to them
 * @param readOnly further files and folders to see, under the same paths
 * @param maxDataBytes of private writable memory (RLIMIT_DATA): committed heap, metaspace, code,
 *     stacks and native memory together
 * @param scratchBytes size of the private {@code /tmp}, which is memory and dies with the jail
 * @param environment the whole environment inside, but for {@code PATH}, {@code HOME} and {@code
 *     LANG}
 */
public record JailSpec(
        String name,
        Path javaHome,
        List<Path> classpath,
        String mainClass,
        List<String> jvmOptions,
        List<String> arguments,
        List<Path> readOnly,
        long maxDataBytes,
        long scratchBytes,
        Map<String, String> environment) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,32}");

    /** A JVM does not start with less. */
    private static final long LEAST_DATA_BYTES = 32L << 20;

    public JailSpec {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a jail's name is 1 to 32 of a-z, 0-9 and hyphens");
        }
        if (mainClass.isBlank() || classpath.isEmpty()) {
            throw new IllegalArgumentException("a jail needs a main class and a class path");
        }
        if (maxDataBytes < LEAST_DATA_BYTES || scratchBytes < 1) {
            throw new IllegalArgumentException(
                    "a jail needs at least 32 MiB of data and a byte of scratch: "
                            + maxDataBytes
                            + ", "
                            + scratchBytes);
        }
        javaHome = absolute(javaHome);
        classpath = classpath.stream().map(JailSpec::absolute).toList();
        readOnly = readOnly.stream().map(JailSpec::absolute).toList();
        jvmOptions = List.copyOf(jvmOptions);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }
}
