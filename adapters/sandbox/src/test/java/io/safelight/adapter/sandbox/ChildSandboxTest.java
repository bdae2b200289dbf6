package io.safelight.adapter.sandbox;

import static io.safelight.adapter.sandbox.TestChildren.ACME;
import static io.safelight.adapter.sandbox.TestChildren.program;
import static io.safelight.adapter.sandbox.TestChildren.run;
import static io.safelight.adapter.sandbox.TestChildren.settings;
import static io.safelight.adapter.sandbox.TestChildren.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.safelight.domain.identity.TenantId;
import io.safelight.ports.PortException;
import io.safelight.testkit.sandbox.Script;
import io.safelight.testkit.sandbox.Script.Verb;
import io.safelight.testkit.sandbox.ScriptedPrograms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ChildSandboxTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void childKilledWithAnImageIsADeathAndTheNextImageIsDone() throws Exception {
        try (var sandbox = open(settings(1, 500, LIMIT))) {
            var running = new FutureTask<>(() -> told(run(sandbox, ACME, image(Verb.HANG, ""))));
            Thread caller = Thread.ofVirtual().start(running);
            await().atMost(LIMIT).until(() -> sandbox.counts().busy() == 1);
            assertThat(caller.join(Duration.ofMillis(200))).isFalse();

            killBusyChild(sandbox);

            assertThat(running.get()).isEqualTo("sandbox-died");
            assertThat(told(run(sandbox, ACME, image(Verb.ECHO, "next")))).isEqualTo("next");
        }
    }

    @Test
    void childThatDiedWithoutAnImageIsReplacedUnnoticed() throws Exception {
        try (var sandbox = open(settings(1, 500, LIMIT))) {
            for (int i = 0; i < 3; i++) {
                List<ProcessHandle> processes = ProcessHandle.current().descendants().toList();
                processes.forEach(ProcessHandle::destroyForcibly);
                await().atMost(LIMIT)
                        .until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));

                assertThat(told(run(sandbox, ACME, image(Verb.ECHO, "next")))).isEqualTo("next");
            }
        }
    }

    @Test
    void childThatDiesWhileItReadsIsReplacedAFewTimes() {
        var settings = settings(1, 500, LIMIT);
        ChildProgram usual = program(Misbehaving.class);
        var program =
                new ChildProgram(
                        usual.javaHome(),
                        usual.classpath(),
                        usual.mainClass(),
                        usual.jvmOptions(),
                        usual.readOnly(),
                        Map.of(Misbehaving.DIES_WHILE_READING, "yes"));
        try (var sandbox = ChildSandbox.open(program, settings)) {
            assertThat(told(run(sandbox, ACME, new byte[1 << 20]))).isEqualTo("sandbox-died");
            assertThat(sandbox.counts().started()).isGreaterThanOrEqualTo(3);
            assertThat(sandbox.counts().deaths())
                    .containsEntry("sandbox-died", 1L)
                    .containsEntry("timed-out", 0L);
        }
    }

    @Test
    void anImageThatNoChildHasTheMemoryToReadSaysSoAndTheNextIsDone() {
        try (var sandbox = open(withMemory(88L << 20))) {
            assertThat(told(run(sandbox, ACME, new byte[96 << 20]))).isEqualTo("out-of-memory");

            assertThat(told(run(sandbox, ACME, image(Verb.ECHO, "next")))).isEqualTo("next");
            assertThat(sandbox.counts().deaths()).containsEntry("out-of-memory", 1L);
        }
    }

    @Test
    void childIsReplacedAfterItsNumberOfImages() throws Exception {
        try (var sandbox = open(settings(1, 2, LIMIT))) {
            run(sandbox, ACME, image(Verb.REMEMBER, "one"));
            assertThat(told(run(sandbox, ACME, image(Verb.RECALL, "")))).isEqualTo("one");

            assertThat(told(run(sandbox, ACME, image(Verb.RECALL, "")))).isEmpty();
        }
    }

    @Test
    void tenantsNeverMeetHoweverTheyCrowd() throws Exception {
        try (var sandbox = open(settings(2, 500, LIMIT));
                var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> recalled = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                String name = "tenant-" + i % 3;
                Verb verb = i % 2 == 0 ? Verb.REMEMBER : Verb.RECALL;
                var tenant = new TenantId(name);
                recalled.add(
                        callers.submit(
                                () ->
                                        name
                                                + " saw "
                                                + told(run(sandbox, tenant, image(verb, name)))));
            }
            for (Future<String> each : recalled) {
                assertThat(each.get()).matches("(tenant-.) saw (\\1,?)*");
            }
        }
    }

    @Test
    void idleChildOfATenantIsEndedAfterAWhile() throws Exception {
        try (var sandbox = open(with(Duration.ofMillis(100), 400L << 20))) {
            run(sandbox, ACME, image(Verb.ECHO, "x"));

            await().atMost(LIMIT).until(() -> sandbox.counts().idle() == 0);
            await().atMost(LIMIT).until(() -> sandbox.counts().fresh() == 1);
            await().atMost(LIMIT).until(() -> children().size() == 1);
        }
    }

    @Test
    void nothingSurvivesClose() throws Exception {
        var sandbox = open(settings(2, 500, LIMIT));
        var running = new FutureTask<>(() -> told(run(sandbox, ACME, image(Verb.HANG, ""))));
        Thread.ofVirtual().start(running);
        await().atMost(LIMIT).until(() -> sandbox.counts().busy() == 1);
        List<ProcessHandle> processes = ProcessHandle.current().descendants().toList();
        assertThat(processes).hasSizeGreaterThanOrEqualTo(3);

        sandbox.close();

        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(ProcessHandle.current().descendants()).isEmpty();
        assertThat(running.get()).isEqualTo("The sandbox is closed.");
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().matches("(sandbox|jail)-.*"));
    }

    @Test
    void nothingSurvivesTheParent() throws Exception {
        Process parent = startHolder();
        try {
            assertThat(parent.inputReader().readLine()).isEqualTo("open");
            await().atMost(LIMIT).until(() -> parent.descendants().count() >= 6);
            List<ProcessHandle> processes = parent.descendants().toList();

            parent.destroyForcibly().waitFor();

            await().atMost(LIMIT).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
        } finally {
            parent.destroyForcibly().waitFor();
        }
    }

    @Test
    void sandboxThatCannotStartSaysWhy() {
        var program = ChildProgram.of(TestChildren.classpath(), "no.such.Main");

        assertThatThrownBy(() -> ChildSandbox.open(program, settings(1, 500, LIMIT)))
                .isInstanceOf(PortException.class)
                .hasMessageContaining("cannot be started")
                .hasMessageContaining("no.such.Main");
        assertThat(ProcessHandle.current().descendants()).isEmpty();
    }

    @Test
    void lostProgramsMeanUnavailableWithoutAStorm(@TempDir Path folder) throws Exception {
        Path needed = Files.writeString(folder.resolve("needed"), "x");
        ChildProgram usual = program(ScriptedPrograms.class);
        var program =
                new ChildProgram(
                        usual.javaHome(),
                        usual.classpath(),
                        usual.mainClass(),
                        usual.jvmOptions(),
                        List.of(needed),
                        Map.of());
        try (var sandbox = ChildSandbox.open(program, settings(1, 500, LIMIT))) {
            Files.delete(needed);
            assertThat(told(run(sandbox, ACME, image(Verb.EXIT, "1")))).isEqualTo("sandbox-died");

            String told = told(run(sandbox, ACME, image(Verb.ECHO, "x")));

            assertThat(told).contains(needed.toString());
            long before = sandbox.counts().failedStarts();
            for (int i = 0; i < 100; i++) {
                run(sandbox, ACME, image(Verb.ECHO, "x"));
            }
            assertThat(sandbox.counts().failedStarts() - before).isLessThanOrEqualTo(2);

            Files.writeString(needed, "x");
            await().atMost(LIMIT)
                    .until(() -> told(run(sandbox, ACME, image(Verb.ECHO, "x"))).equals("x"));
        }
    }

    private static ChildSandbox open(SandboxSettings settings) {
        return ChildSandbox.open(program(ScriptedPrograms.class), settings);
    }

    private static SandboxSettings withMemory(long maxDataBytes) {
        return with(Duration.ofMinutes(1), maxDataBytes);
    }

    private static SandboxSettings with(Duration idleLimit, long maxDataBytes) {
        var usual = settings(1, 500, LIMIT);
        return new SandboxSettings(
                1,
                1,
                500,
                LIMIT,
                usual.grace(),
                usual.startLimit(),
                idleLimit,
                maxDataBytes,
                usual.scratchBytes(),
                usual.limits());
    }

    private static byte[] image(Verb verb, String argument) {
        return Script.of(verb, argument).image();
    }

    private static List<ProcessHandle> children() {
        return ProcessHandle.current().children().toList();
    }

    /** All of them are: the one that is busy, and the spare, which nobody will miss. */
    private static void killBusyChild(ChildSandbox sandbox) {
        assertThat(sandbox.counts().busy()).isEqualTo(1);
        children().forEach(ProcessHandle::destroyForcibly);
    }

    private static Process startHolder() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classpath = System.getProperty("java.class.path");
        return new ProcessBuilder(java, "-cp", classpath, SandboxHolder.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
