package io.safelight.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.safelight.endtoend.program.LockedFile;
import io.safelight.endtoend.program.PlatformProcess;
import io.safelight.endtoend.program.Program;
import io.safelight.endtoend.program.Program.Ended;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where it cannot start it says what to do, and nothing else. */
class StartTest {
    private static final int PROBLEM = 1;
    private static final int CANNOT_START = 4;

    @TempDir Path folder;

    @Test
    void secondStartOnTheSameDataNamesTheFirst() throws Exception {
        Path data = folder.resolve("data");
        try (var platform = PlatformProcess.ready(data)) {
            Ended second = start(data);

            assertThat(sentence(second))
                    .contains("Another Safelight runs on " + data)
                    .contains(platform.url().toString())
                    .contains("--data");
            assertThat(platform.administrator().get("/healthz").status()).isEqualTo(200);
        }
    }

    @Test
    void takenPortIsNamed() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            Ended ended = start(folder.resolve("data"), "--port", port);

            assertThat(sentence(ended)).contains(port).contains("--port");
        }
    }

    @Test
    void allErrorsOfTheConfigurationAreToldAtOnce() throws Exception {
        Ended ended =
                start(
                        folder.resolve("data"),
                        "--set",
                        "no.such-setting=1",
                        "--set",
                        "http.max-uploads=many",
                        "--set",
                        "work.lease=1ms",
                        "--set",
                        "process.libvips=/no/such/libvips.so");

        assertThat(message(ended))
                .contains("no.such-setting")
                .contains("http.max-uploads")
                .contains("work.lease")
                .contains("process.libvips");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "127.images.example"})
    void listenerBeyondLoopbackIsRefused(String host) throws Exception {
        Ended ended = start(folder.resolve("data"), "--set", "http.host=" + host);

        assertThat(message(ended)).hasLineCount(2).contains(host).contains("TLS");
    }

    @Test
    void folderThatCannotBeWrittenIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");

        Ended ended = start(file.resolve("data"));

        assertThat(sentence(ended)).contains(file.toString());
    }

    @Test
    void lockedLedgerIsNamed() throws Exception {
        Path ledger = Files.createDirectories(folder.resolve("data/ledger"));
        try (var _ = LockedFile.of(ledger.resolve("ledger.sqlite"))) {
            Ended ended = start(folder.resolve("data"));

            assertThat(sentence(ended))
                    .contains(ledger + "/ledger.sqlite is locked by another program")
                    .contains("start again");
        }
    }

    @Test
    void missingScannerIsNamedWithItsPackage() throws Exception {
        Ended ended = startWithout(Path.of("/usr/sbin/clamd"));

        assertThat(sentence(ended)).contains("clamd").contains("apt-get install clamav-daemon");
    }

    @Test
    void doctorNamesAMissingScannerAndSandboxWithTheirPackages() throws Exception {
        List<String> wrapper = without(Path.of("/usr/sbin/clamd"), Path.of("/usr/bin/bwrap"));

        Ended ended =
                Program.run(
                                wrapper,
                                Map.of(),
                                "doctor",
                                "--data",
                                folder.resolve("data").toString())
                        .expect(PROBLEM);

        assertThat(ended.text())
                .contains("clamd", "apt-get install clamav-daemon")
                .contains("sandbox", "apt-get install bubblewrap");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void missingSandboxIsNamedWithItsPackage() throws Exception {
        Ended ended = startWithout(Path.of("/usr/bin/bwrap"));

        assertThat(sentence(ended)).contains("bwrap").contains("apt-get install bubblewrap");
    }

    @Test
    void missingImageLibraryIsNamedWithItsPackage() throws Exception {
        Ended ended = startWithout(libraries().toArray(Path[]::new));

        assertThat(sentence(ended)).contains("libvips").contains("apt-get install libvips42");
    }

    private static List<Path> libraries() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("/usr/lib"), 2)) {
            return files.filter(file -> file.getFileName().toString().startsWith("libvips.so"))
                    .filter(file -> !Files.isSymbolicLink(file))
                    .toList();
        }
    }

    private static Ended start(Path data, String... options)
            throws IOException, InterruptedException {
        return Program.run(arguments(data, options));
    }

    private Ended startWithout(Path... files) throws IOException, InterruptedException {
        return Program.run(without(files), Map.of(), arguments(folder.resolve("data")));
    }

    /** A machine without these files: an empty one lies over each, for our process alone. */
    private static List<String> without(Path... files) throws IOException, InterruptedException {
        var wrapper = new ArrayList<>(List.of("bwrap", "--dev-bind", "/", "/"));
        for (Path file : files) {
            wrapper.addAll(List.of("--ro-bind", "/dev/null", file.toString()));
        }
        assumeThat(new ProcessBuilder(wrapped(wrapper, "true")).start().waitFor())
                .as("jails may be made within jails here")
                .isZero();
        return wrapper;
    }

    private static List<String> wrapped(List<String> wrapper, String program) {
        var command = new ArrayList<>(wrapper);
        command.add(program);
        return command;
    }

    private static String[] arguments(Path data, String... options) {
        var arguments = new ArrayList<>(List.of("run", "--data", data.toString()));
        arguments.addAll(List.of("--set", "scan.signatures=test"));
        if (!List.of(options).contains("--port")) {
            arguments.addAll(List.of("--port", "0"));
        }
        arguments.addAll(List.of(options));
        return arguments.toArray(String[]::new);
    }

    private static String message(Ended ended) {
        ended.expect(CANNOT_START);
        assertThat(ended.errors()).doesNotContain("\tat ", "Exception", "This is a bug");
        return ended.errors().strip();
    }

    /** What is left beside log events is one line. */
    private static String sentence(Ended ended) {
        List<String> said =
                message(ended)
                        .lines()
                        .filter(line -> !line.matches("\\d{4}-\\d\\d-\\d\\dT.*"))
                        .toList();
        assertThat(said).as(ended.errors()).hasSize(1);
        return said.getFirst();
    }
}
