package io.safelight.node.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.node.configuration.Configuration;
import io.safelight.node.configuration.DataDirectory;
import io.safelight.node.configuration.NodeSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataChecksTest {
    @TempDir Path folder;
    private DataDirectory data = new DataDirectory(Path.of("."));

    @BeforeEach
    void aFolderThatIsNotThereYet() {
        data = new DataDirectory(folder.resolve("below/data"));
    }

    @Test
    void aFolderThatIsNotThereYetIsFineAndIsNotMade() {
        assertThat(findings(Map.of())).noneMatch(Finding.Problem.class::isInstance);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void wrappedKeysWithoutTheirMasterKeyAreAProblem() throws Exception {
        Files.createDirectories(data.keyRing().resolve("2026-11-28T10"));

        assertThat(problem("keys", Map.of()).remedy()).contains("copy");
    }

    @Test
    void aKeyThatOthersMayReadIsAProblem() throws Exception {
        Files.createDirectories(data.keys());
        Path master = Files.write(data.keys().resolve("master.key"), new byte[32]);
        Files.setPosixFilePermissions(master, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(problem("keys", Map.of()).remedy()).contains("chmod 600");
    }

    @Test
    void spaceBelowTheFloorIsAProblem() {
        Finding.Problem full = problem("free space", Map.of("ingest.free-space-floor", "1024GiB"));

        assertThat(full.remedy()).contains("make room");
    }

    @Test
    void theDisksClockIsComparedWithOurs() {
        InstantSource ahead = () -> InstantSource.system().instant().plusSeconds(3600);
        List<Finding> found =
                new DataChecks(data, settings(Map.of()), ahead)
                        .all().stream().map(Check::look).toList();

        assertThat(found)
                .filteredOn(Finding.Problem.class::isInstance)
                .extracting(Finding::detail)
                .singleElement()
                .asString()
                .contains("apart");
    }

    private Finding.Problem problem(String subject, Map<String, String> set) {
        return findings(set).stream()
                .filter(finding -> finding.subject().equals(subject))
                .map(Finding.Problem.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private List<Finding> findings(Map<String, String> set) {
        return new DataChecks(data, settings(set), InstantSource.system())
                .all().stream().map(Check::look).toList();
    }

    private NodeSettings settings(Map<String, String> set) {
        return Configuration.load(data, Map.of(), set);
    }
}
