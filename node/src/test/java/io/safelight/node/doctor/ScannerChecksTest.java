package io.safelight.node.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.adapter.clamd.ClamdProcessSettings;
import io.safelight.adapter.clamd.Signatures;
import io.safelight.node.configuration.Configuration;
import io.safelight.node.configuration.NodeSettings;
import io.safelight.node.doctor.Finding.Fine;
import io.safelight.node.doctor.Finding.Problem;
import io.safelight.node.doctor.Finding.Warning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScannerChecksTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Path PROGRAM = Path.of("/bin/true");

    @TempDir Path folder;

    @Test
    void aMissingProgramIsToldWithItsPackage() {
        Problem problem =
                problem(finding("clamd", checks(folder.resolve("none"), List.of(), test())));

        assertThat(problem.detail()).contains(folder.resolve("none").toString());
        assertThat(problem.remedy()).contains("apt-get install clamav-daemon");
    }

    @Test
    void aProgramThatIsThereIsFine() {
        assertThat(finding("clamd", checks(PROGRAM, List.of(), test()))).isInstanceOf(Fine.class);
    }

    @Test
    void whereNoFolderIsInMemoryOneIsToBeMounted() {
        List<Path> none = List.of(folder.resolve("none"), Path.of("/proc"));

        Problem problem = problem(finding("scratch in memory", checks(PROGRAM, none, test())));

        assertThat(problem.remedy()).contains("mount -t tmpfs");
    }

    @Test
    void testSignaturesAreAWarning() {
        Finding found = finding("signatures", checks(PROGRAM, List.of(), test()));

        assertThat(found).isInstanceOf(Warning.class);
        assertThat(((Warning) found).remedy()).contains("scan.signatures=official");
    }

    @Test
    void missingOfficialSignaturesAreAProblem() {
        Problem problem = problem(finding("signatures", checks(PROGRAM, List.of(), official())));

        assertThat(problem.detail()).contains(folder.toString());
        assertThat(problem.remedy()).contains("freshclam").contains("scan.signatures=test");
    }

    @Test
    void signaturesOlderThanAllowedAreAProblem() throws Exception {
        Duration limit = settings().clamd().maxSignatureAge();
        signaturesOf(NOW.minus(limit));

        Problem problem = problem(finding("signatures", checks(PROGRAM, List.of(), official())));

        assertThat(problem.detail()).contains(limit.toHours() + " h old");
        assertThat(problem.remedy()).contains("run freshclam");
    }

    @Test
    void freshSignaturesAreFine() throws Exception {
        signaturesOf(NOW.minus(Duration.ofHours(2)));

        Finding found = finding("signatures", checks(PROGRAM, List.of(), official()));

        assertThat(found).isEqualTo(new Fine("signatures", "official, 2 h old"));
    }

    private void signaturesOf(Instant time) throws IOException {
        Files.createFile(folder.resolve("main.cvd"));
        Path daily = Files.createFile(folder.resolve("daily.cld"));
        Files.setLastModifiedTime(daily, FileTime.from(time));
    }

    private Signatures official() {
        return new Signatures.Official(folder);
    }

    private static Signatures test() {
        return new Signatures.TestOnly();
    }

    private static ScannerChecks checks(Path clamd, List<Path> scratch, Signatures signatures) {
        ClamdProcessSettings usual = settings().clamdProcess();
        return new ScannerChecks(
                settings(),
                new ClamdProcessSettings(
                        clamd,
                        scratch,
                        signatures,
                        usual.maxImageBytes(),
                        usual.concurrentScans(),
                        usual.scanLimit(),
                        usual.imageFuzzyHash(),
                        usual.silenceLimit()),
                NOW);
    }

    private static NodeSettings settings() {
        return Configuration.defaults();
    }

    private static Finding finding(String subject, ScannerChecks checks) {
        return checks.all().stream()
                .map(Check::look)
                .filter(finding -> finding.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    private static Problem problem(Finding finding) {
        assertThat(finding).isInstanceOf(Problem.class);
        return (Problem) finding;
    }
}
