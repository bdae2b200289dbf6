package io.safelight.adapter.clamd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.safelight.domain.scan.Verdict;
import io.safelight.ports.PortException;
import io.safelight.ports.bytes.ImageBytes;
import io.safelight.ports.scanner.ScannerStatus;
import io.safelight.testkit.scanner.ScannerSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** clamd as our child, for real. */
class ClamdProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    @TempDir Path folder;

    @Test
    void testModeIsToldToEveryone() {
        try (var clamd = ClamdProcess.start(ClamdBench.settings());
                var scanner = open(clamd)) {
            await().atMost(PATIENCE).until(() -> ready(scanner));

            assertThat(scanner.status())
                    .isInstanceOfSatisfying(
                            ScannerStatus.Ready.class,
                            ready -> {
                                assertThat(ready.testMode()).isTrue();
                                assertThat(ready.engine().signatures())
                                        .isEqualTo("TEST SIGNATURES ONLY");
                            });
        }
    }

    @Test
    void killedClamdIsStartedAgain() {
        try (var clamd = ClamdProcess.start(ClamdBench.settings());
                var scanner = open(clamd)) {
            await().atMost(PATIENCE).until(() -> ready(scanner));
            long first = clamd.pid().orElseThrow();

            Processes.signal("KILL", first);

            await().atMost(PATIENCE).until(() -> clamd.pid().orElse(first) != first);
            await().atMost(PATIENCE).until(() -> clean(scanner));
        }
    }

    @Test
    void silentClamdIsReplaced() {
        var impatient = ClamdBench.settings(new Signatures.TestOnly(), Duration.ofSeconds(1));
        try (var clamd = ClamdProcess.start(impatient);
                var scanner = open(clamd)) {
            await().atMost(PATIENCE).until(() -> clamd.condition().contains("It runs"));
            long first = clamd.pid().orElseThrow();

            Processes.signal("STOP", first);

            await().atMost(PATIENCE).until(() -> clamd.pid().orElse(first) != first);
            await().atMost(PATIENCE).until(() -> clean(scanner));
            assertThat(Processes.alive(first)).isFalse();
        }
    }

    @Test
    void clamdOutlivesTheThreadThatAskedForIt() throws InterruptedException {
        var started = new ClamdProcess[1];
        Thread thread =
                Thread.ofPlatform()
                        .start(() -> started[0] = ClamdProcess.start(ClamdBench.settings()));
        thread.join();

        try (var clamd = started[0];
                var scanner = open(clamd)) {
            await().atMost(PATIENCE).until(() -> clean(scanner));
            long pid = clamd.pid().orElseThrow();

            assertThat(clean(scanner)).isTrue();
            assertThat(clamd.pid()).hasValue(pid);
        }
    }

    @Test
    void neitherClamdNorItsFolderOutlivesAKilledParent() throws Exception {
        Process parent = startParent();
        try (var out = parent.inputReader()) {
            String[] told = out.readLine().split(" ");
            long pid = Long.parseLong(told[0]);
            Path runtime = Path.of(told[1]);
            assertThat(Processes.alive(pid)).isTrue();
            Files.writeString(runtime.resolve("scratch/left-behind"), "bytes of an image");

            parent.destroyForcibly().waitFor();

            await().atMost(PATIENCE).until(() -> !Processes.alive(pid));
            await().atMost(PATIENCE).until(() -> !Files.exists(runtime.getParent()));
        } finally {
            parent.destroyForcibly();
        }
    }

    /** As Ctrl-C does: the terminal signals its whole foreground process group. */
    @Test
    void interruptOfTheParentsGroupDoesNotTouchClamd() throws Exception {
        Process parent = startParent();
        try (var out = parent.inputReader()) {
            assertThat(out.readLine()).contains("/safelight-clamd-");

            Processes.signal("INT", -parent.pid());

            assertThat(out.readLine()).isEqualTo("PONG");
            assertThat(parent.waitFor()).isEqualTo(128 + 2);
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void closeLeavesNeitherProcessNorFolder() {
        var clamd = ClamdProcess.start(ClamdBench.settings());
        await().atMost(PATIENCE).until(() -> Files.exists(clamd.socket()));
        long pid = clamd.pid().orElseThrow();

        clamd.close();
        clamd.close();

        assertThat(Processes.alive(pid)).isFalse();
        assertThat(clamd.socket().getParent()).doesNotExist();
        assertThat(clamd.condition()).isEqualTo("clamd is stopped.");
    }

    @Test
    void scanLeavesNoTemporaryFileAndTheyLieInMemory() throws IOException {
        try (var clamd = ClamdProcess.start(ClamdBench.settings());
                var scanner = open(clamd)) {
            await().atMost(PATIENCE).until(() -> clean(scanner));
            Path scratch = clamd.socket().resolveSibling("scratch");

            assertThat(Files.getFileStore(scratch).type()).isEqualTo("tmpfs");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(scratch).isEmptyDirectory());
        }
    }

    @Test
    void clamdIsNotStartedWithoutTheOfficialSignaturesThatAreWanted() {
        Path none = folder.resolve("none");
        var official = ClamdBench.settings(new Signatures.Official(none), Duration.ofSeconds(5));
        try (var clamd = ClamdProcess.start(official);
                var scanner = open(clamd)) {
            await().atMost(PATIENCE).until(() -> clamd.condition().contains("freshclam"));

            assertThat(scanner.status())
                    .isInstanceOfSatisfying(
                            ScannerStatus.NotReady.class,
                            not -> assertThat(not.why()).contains(none.toString()));
            assertThat(clamd.testMode()).isFalse();
            assertThat(clean(scanner)).isFalse();
        }
    }

    @Test
    void withoutOfficialSignaturesTestOnesAreTaken() {
        var either = new Signatures.OfficialOrTest(folder.resolve("none"), Optional.empty());
        try (var clamd = ClamdProcess.start(ClamdBench.settings(either, Duration.ofSeconds(5)));
                var scanner = open(clamd)) {
            await().atMost(PATIENCE).until(() -> ready(scanner));

            assertThat(clamd.testMode()).isTrue();
        }
    }

    @Test
    void clamdThatCannotLoadItsSignaturesSaysWhy() throws IOException {
        Path broken = Files.createDirectory(folder.resolve("broken"));
        Files.writeString(broken.resolve("main.cvd"), "no database");
        Files.writeString(broken.resolve("daily.cvd"), "no database");
        var official = ClamdBench.settings(new Signatures.Official(broken), Duration.ofSeconds(5));
        try (var clamd = ClamdProcess.start(official);
                var scanner = open(clamd)) {
            await().atMost(PATIENCE).until(() -> clamd.condition().contains("started again in"));

            assertThat(ready(scanner)).isFalse();
        }
    }

    @Test
    void missingClamdIsToldWithWhatToInstall() {
        var usual = ClamdBench.settings();
        var missing =
                new ClamdProcessSettings(
                        Path.of("/nowhere/clamd"),
                        usual.scratch(),
                        usual.signatures(),
                        usual.maxImageBytes(),
                        1,
                        usual.scanLimit(),
                        false,
                        usual.silenceLimit());

        assertThatThrownBy(() -> ClamdProcess.start(missing))
                .isInstanceOf(PortException.class)
                .hasMessageContaining("/nowhere/clamd is missing")
                .hasMessageContaining("apt-get install clamav-daemon");
    }

    @Test
    void temporaryFilesOnADiskAreRefused() {
        var usual = ClamdBench.settings();
        var onDisk =
                new ClamdProcessSettings(
                        usual.clamd(),
                        List.of(Path.of("/proc"), Path.of("/nowhere")),
                        usual.signatures(),
                        usual.maxImageBytes(),
                        1,
                        usual.scanLimit(),
                        false,
                        usual.silenceLimit());

        assertThatThrownBy(() -> ClamdProcess.start(onDisk))
                .isInstanceOf(PortException.class)
                .hasMessageContaining("tmpfs");
    }

    /**
     * The leader of a group of its own. Who runs the tests in the background may have had SIGINT
     * ignored: not here.
     */
    private Process startParent() throws IOException {
        return new ProcessBuilder(
                        "setsid",
                        "env",
                        "--default-signal=INT",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ClamdParent.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static ClamdScanner open(ClamdHost host) {
        return ClamdScanner.open(host, ClamdBench.SCANNER, InstantSource.system());
    }

    private static boolean ready(ClamdScanner scanner) {
        return scanner.status() instanceof ScannerStatus.Ready;
    }

    private static boolean clean(ClamdScanner scanner) {
        try (var bytes = ImageBytes.of(ScannerSamples.clean(1, 200_000))) {
            return scanner.scan(bytes).verdict() instanceof Verdict.Clean;
        }
    }
}
