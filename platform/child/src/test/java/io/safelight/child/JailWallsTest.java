package io.safelight.child;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a prisoner sees and may do. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class JailWallsTest {

    @Test
    void networkIsOutOfReach() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(server.getLocalPort());

            assertThat(answer("connect", port)).isEqualTo("false");
        }
    }

    @Test
    void filesOfTheHostAreOutOfSight(@TempDir Path folder) throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "x");
        Path beside = Jailer.testClasses().resolve("../../pom.xml").normalize();
        assertThat(beside).exists();

        for (Path hidden : List.of(secret, beside, Path.of("/etc/passwd"), Path.of("/var/lib"))) {
            assertThat(answer("exists", hidden.toString())).as("%s", hidden).isEqualTo("false");
        }
        assertThat(answer("exists", Jailer.testClasses().toString())).isEqualTo("true");
    }

    @Test
    void rootHoldsTheSystemAndWhatWasNamed() throws Exception {
        String first = "/" + Jailer.testClasses().subpath(0, 1);

        assertThat(answer("list", "/").lines())
                .contains("/usr", "/proc", "/dev", "/tmp", "/etc", first)
                .doesNotContain("/root", "/home", "/var", "/run", "/sys", "/mnt", "/srv");
    }

    @Test
    void onlyScratchIsWritableAndItIsBounded() throws Exception {
        String classes = Jailer.testClasses().toString();
        for (String folder : List.of("/", "/usr", "/dev", "/dev/shm", "/etc", classes)) {
            assertThat(answer("fill", folder + "/new")).as(folder).isEqualTo("0");
        }
        assertThat(Long.parseLong(answer("fill", "/tmp/new"))).isBetween(1L, 1L << 20);
    }

    @Test
    void whatIsGivenToReadCannotBeWritten(@TempDir Path folder) throws Exception {
        Path given = Files.writeString(folder.resolve("given"), "x");

        assertThat(answer(giving(folder, "read", given.toString()))).isEqualTo("x");
        assertThat(answer(giving(folder, "fill", given.toString()))).isEqualTo("0");
        assertThat(answer(giving(folder, "fill", folder + "/new"))).isEqualTo("0");
        assertThat(given).hasContent("x");
    }

    @Test
    void environmentOfTheParentIsOutOfSight() throws Exception {
        assertThat(answer("read", "/proc/1/environ")).doesNotContain("=");
        assertThat(answer("read", "/proc/self/environ").lines().filter(line -> !line.isEmpty()))
                .containsExactlyInAnyOrder(
                        "PATH=/usr/bin:/bin",
                        "HOME=/tmp",
                        "LANG=C.UTF-8",
                        "PWD=/",
                        "FROM_SPEC=yes");
    }

    @Test
    void nothingIsToBeGained() throws Exception {
        assertThat(answer("read", "/proc/self/status").lines())
                .contains("CapEff:\t0000000000000000", "CapBnd:\t0000000000000000")
                .contains("NoNewPrivs:\t1");
        assertThat(answer("run", "/usr/bin/unshare --user /usr/bin/true")).isNotEqualTo("0");
        assertThat(answer("run", "/usr/bin/true")).isEqualTo("0");
    }

    @Test
    void noCoreIsWritten() throws Exception {
        assertThat(answer("read", "/proc/self/limits")).containsPattern("core file size +1 +1 ");
    }

    @Test
    void processesOfTheHostAreOutOfSight() throws Exception {
        assertThat(answer("list", "/proc").lines().filter(line -> line.matches("/proc/[0-9]+")))
                .hasSize(2);
    }

    private static JailSpec giving(Path folder, String... arguments) {
        JailSpec usual = Jailer.spec(arguments);
        return new JailSpec(
                usual.name(),
                usual.javaHome(),
                usual.classpath(),
                usual.mainClass(),
                usual.jvmOptions(),
                usual.arguments(),
                List.of(folder),
                usual.maxDataBytes(),
                usual.scratchBytes(),
                usual.environment());
    }

    private static String answer(String... arguments) throws Exception {
        return answer(Jailer.spec(arguments));
    }

    private static String answer(JailSpec spec) throws Exception {
        try (JailedJvm jail = JailedJvm.start(spec)) {
            String answer = new String(jail.answers().readAllBytes(), UTF_8).strip();
            assertThat(jail.awaitEnd(Duration.ofSeconds(5))).isTrue();
            assertThat(jail.exitStatus()).as("%s", jail.lastWords()).hasValue(0);
            return answer;
        }
    }
}
