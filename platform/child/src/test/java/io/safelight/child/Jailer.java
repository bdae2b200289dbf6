package io.safelight.child;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Starts prisoners; as a program of its own, holds one until it is killed itself. */
final class Jailer {
    private Jailer() {}

    public static void main(String[] arguments) throws Exception {
        JailedJvm jail = JailedJvm.start(spec("spawn"));
        int firstDigitOfPid = jail.answers().read();
        System.out.println(jail.pid() + " " + firstDigitOfPid);
        if (System.in.read() >= 0) {
            jail.kill();
        }
    }

    static JailSpec spec(String... arguments) {
        return spec(512L << 20, List.of("-Xmx64m"), arguments);
    }

    static JailSpec spec(long maxDataBytes, List<String> jvmOptions, String... arguments) {
        return new JailSpec(
                "test",
                Path.of(System.getProperty("java.home")),
                List.of(testClasses(), testClasses().resolveSibling("classes")),
                Prisoner.class.getName(),
                Stream.concat(Stream.of(FAST), jvmOptions.stream()).toList(),
                List.of(arguments),
                List.of(),
                maxDataBytes,
                1 << 20,
                Map.of("FROM_SPEC", "yes"));
    }

    static Path testClasses() {
        return Path.of(
                Prisoner.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    }

    private static final String[] FAST = {
        "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"
    };
}
