package io.safelight.child;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class JailedJvmTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Test
    void whatIsAskedIsAnswered() throws Exception {
        try (JailedJvm jail = JailedJvm.start(Jailer.spec("echo"))) {
            jail.requests().write("hello".getBytes(UTF_8));
            jail.requests().close();

            assertThat(jail.answers().readAllBytes()).asString().isEqualTo("hello");
            assertThat(jail.awaitEnd(LIMIT)).isTrue();
            assertThat(jail.exitStatus()).hasValue(0);
        }
    }

    @Test
    void childOutlivesTheThreadThatStartedIt() throws Exception {
        for (Thread.Builder kind : List.of(Thread.ofPlatform(), Thread.ofVirtual())) {
            var starting = new FutureTask<>(JailedJvmTest::startAndHear);
            kind.start(starting).join();
            try (JailedJvm jail = starting.get()) {
                assertThat(jail.awaitEnd(Duration.ofMillis(300))).isFalse();
                assertThat(echo(jail, "still here")).isEqualTo("still here");
            }
        }
    }

    @Test
    void killEndsEverythingThatTheChildStarted() throws Exception {
        JailedJvm jail = JailedJvm.start(Jailer.spec("spawn"));
        assertThat(jail.answers().read()).isPositive();
        List<ProcessHandle> tree =
                ProcessHandle.of(jail.pid()).orElseThrow().descendants().toList();
        assertThat(tree).hasSize(3);

        jail.kill();

        assertThat(tree).noneMatch(ProcessHandle::isAlive);
        assertThat(tree).noneMatch(process -> Files.exists(Path.of("/proc/" + process.pid())));
        assertThat(jail.isAlive()).isFalse();
        assertThat(jail.exitStatus()).hasValue(128 + 9);
        jail.kill();
    }

    @Test
    void killRightAfterTheStartLeavesNothing() throws Exception {
        for (int i = 0; i < 10; i++) {
            JailedJvm jail = JailedJvm.start(Jailer.spec("echo"));
            jail.kill();
            assertThat(jail.isAlive()).isFalse();
        }
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    @Test
    void childDiesWhenItsParentIsKilled() throws Exception {
        Process parent = startJailer();
        try {
            String pid = parent.inputReader().readLine().split(" ")[0];
            ProcessHandle jail = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
            List<ProcessHandle> tree = jail.descendants().toList();
            assertThat(tree).hasSize(3);

            parent.destroyForcibly().waitFor();

            await().atMost(LIMIT).until(() -> !jail.isAlive());
            await().atMost(LIMIT).until(() -> tree.stream().noneMatch(ProcessHandle::isAlive));
        } finally {
            parent.destroyForcibly().waitFor();
        }
    }

    /** As Ctrl-C does: the terminal signals its whole foreground process group. */
    @Test
    void interruptOfTheParentsGroupDoesNotTouchTheChild() throws Exception {
        Process parent = startInOwnGroup(Interrupted.class);
        try {
            assertThat(parent.inputReader().readLine()).isEqualTo("up");
            assertThat(parent.inputReader().readLine()).isEqualTo("ready");

            String interrupt = "kill -INT -- -" + parent.pid();
            assertThat(new ProcessBuilder("bash", "-c", interrupt).start().waitFor()).isZero();

            assertThat(parent.inputReader().readAllAsString()).isEqualTo("still here\n");
            assertThat(parent.waitFor()).isEqualTo(128 + 2);
        } finally {
            parent.destroyForcibly().waitFor();
        }
    }

    @Test
    void memoryBeyondTheLimitEndsTheChild() throws Exception {
        long limit = 200L << 20;
        try (var jail = JailedJvm.start(Jailer.spec(limit, List.of("-Xmx2g"), "allocate"))) {
            long peak = 0;
            while (!jail.awaitEnd(Duration.ofMillis(5))) {
                peak = jail.peakMemoryBytes();
            }

            assertThat(jail.exitStatus().orElseThrow()).isNotZero();
            assertThat(jail.answers().readAllBytes()).isEmpty();
            assertThat(peak).isBetween(10L << 20, limit + (100L << 20));
        }
    }

    @Test
    void crashSaysNothingAmongTheAnswers() throws Exception {
        try (JailedJvm jail = JailedJvm.start(Jailer.spec("crash"))) {
            assertThat(jail.answers().readAllBytes()).isEmpty();
            assertThat(jail.awaitEnd(LIMIT)).isTrue();
            assertThat(jail.exitStatus().orElseThrow()).isNotZero();
            await().atMost(LIMIT).until(() -> jail.lastWords().contains("SIGSEGV"));
        }
    }

    @Test
    void noisyChildIsReadToTheEndAndItsLastWordsAreBounded() throws Exception {
        try (JailedJvm jail = JailedJvm.start(Jailer.spec("shout"))) {
            assertThat(jail.answers().readAllBytes()).asString().isEqualTo("done\n");
            await().atMost(LIMIT).until(() -> jail.lastWords().endsWith(".[31mthe end"));
            assertThat(jail.lastWords()).hasSizeLessThanOrEqualTo(8192).matches("[ -~]+");
        }
    }

    @Test
    void missingToolIsNamedWithItsPackage(@TempDir Path empty) {
        assertThatThrownBy(() -> JailTools.find(empty.toString()))
                .isInstanceOf(JailException.class)
                .hasMessage(
                        "bwrap is not installed. On Debian or Ubuntu: apt-get install bubblewrap");
    }

    @Test
    void missingFileIsNamed(@TempDir Path folder) {
        JailSpec good = Jailer.spec("echo");
        Path missing = folder.resolve("missing.jar");
        var spec =
                new JailSpec(
                        good.name(),
                        good.javaHome(),
                        List.of(missing),
                        good.mainClass(),
                        good.jvmOptions(),
                        good.arguments(),
                        good.readOnly(),
                        good.maxDataBytes(),
                        good.scratchBytes(),
                        good.environment());

        assertThatThrownBy(() -> JailedJvm.start(spec)).hasMessageContaining(missing.toString());
    }

    /** Once it answers, it has told the kernel what to do at its parent's end. */
    private static JailedJvm startAndHear() throws IOException {
        JailedJvm jail = JailedJvm.start(Jailer.spec("echo"));
        assertThat(echo(jail, "up")).isEqualTo("up");
        return jail;
    }

    private static String echo(JailedJvm jail, String text) throws IOException {
        jail.requests().write(text.getBytes(UTF_8));
        jail.requests().flush();
        return new String(jail.answers().readNBytes(text.length()), UTF_8);
    }

    /** Who runs the tests in the background may have had SIGINT ignored: not here. */
    private static Process startInOwnGroup(Class<?> program) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classpath = System.getProperty("java.class.path");
        return new ProcessBuilder(
                        "setsid",
                        "env",
                        "--default-signal=INT",
                        java,
                        "-Xshare:auto",
                        "-cp",
                        classpath,
                        program.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static Process startJailer() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classpath = System.getProperty("java.class.path");
        return new ProcessBuilder(java, "-Xshare:auto", "-cp", classpath, Jailer.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
