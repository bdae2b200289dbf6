package io.safelight.node.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.node.doctor.Finding.Fine;
import io.safelight.node.doctor.Finding.Warning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachineChecksTest {
    private static final long GIBIBYTE = 1L << 30;
    private static final String HEAD = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n";

    @TempDir Path folder;

    @Test
    void aMachineWithEnoughIsFine() throws Exception {
        assertThat(findings(8 * GIBIBYTE, 65_536, "")).allMatch(Fine.class::isInstance);
    }

    @Test
    void thisMachineCanBeLookedAt() {
        List<Finding> found =
                MachineChecks.ofThisOne().all(false).stream().map(Check::look).toList();

        assertThat(found)
                .extracting(Finding::subject)
                .containsExactly("java", "memory", "open files", "swap");
    }

    @ParameterizedTest
    @CsvSource({"1, false", "4, true"})
    void tooLittleMemoryIsToldWithWhatIsNeeded(int gibibytes, boolean official) throws Exception {
        var machine = new MachineChecks(gibibytes * GIBIBYTE, OptionalLong.of(65_536), swaps(""));

        Warning warning = warning("memory", look(machine, official));

        assertThat(warning.remedy()).startsWith("Give it ");
        assertThat(warning.remedy().contains("signatures")).isEqualTo(official);
    }

    @Test
    void tooFewOpenFilesAreToldWithTheCommandThatAllowsMore() throws Exception {
        Warning warning = warning("open files", findings(8 * GIBIBYTE, 1024, ""));

        assertThat(warning.detail()).isEqualTo("1,024 at most");
        assertThat(warning.remedy()).contains("ulimit -n", "LimitNOFILE=");
    }

    @Test
    void swapInTheClearIsToldByTheNameOfItsDevice() throws Exception {
        String line = "/dev/sda2                               partition\t1000\t0\t-2\n";

        Warning warning = warning("swap", findings(8 * GIBIBYTE, 65_536, line));

        assertThat(warning.detail()).isEqualTo("/dev/sda2");
        assertThat(warning.remedy()).contains("encrypt it", "swapoff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/dm-1 partition 1000 0 -2\n", "/dev/zram0 partition 1000 0 100\n"})
    void swapThatMayBeEncryptedOrStaysInMemoryIsFine(String line) throws Exception {
        assertThat(findings(8 * GIBIBYTE, 65_536, line)).allMatch(Fine.class::isInstance);
    }

    private List<Finding> findings(long memoryBytes, long openFiles, String swap)
            throws IOException {
        return look(new MachineChecks(memoryBytes, OptionalLong.of(openFiles), swaps(swap)), false);
    }

    private static List<Finding> look(MachineChecks machine, boolean official) {
        return machine.all(official).stream().map(Check::look).toList();
    }

    private Path swaps(String lines) throws IOException {
        return Files.writeString(folder.resolve("swaps"), HEAD + lines);
    }

    private static Warning warning(String subject, List<Finding> findings) {
        assertThat(findings)
                .filteredOn(finding -> !(finding instanceof Fine))
                .extracting(Finding::subject)
                .containsExactly(subject);
        return findings.stream()
                .filter(Warning.class::isInstance)
                .map(Warning.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
