package io.safelight.endtoend.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.endtoend.launcher.Machine.Ended;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** It installs what is missing where it may, and otherwise says exactly what to type. */
class PackagesTest {
    private static final int MISSING = 11;

    /** As on a machine where nothing is installed; installing a package makes its check pass. */
    private static final String NOTHING_THERE =
            """
            installed() { grep -qs "install.* $1" "$HOME/../calls.log"; }
            has_libvips() { installed 'libvips42'; }
            has_clamd() { installed clamav-daemon; }
            has_bwrap() { installed bubblewrap; }
            has_setpriv() { return 0; }
            has_kill() { return 0; }
            has_chromium() { installed chromium; }
            stop_clamav_service() { :; }
            """;

    @TempDir Path folder;
    private Machine machine;

    @BeforeEach
    void makeMachine() throws IOException {
        machine = new Machine(folder.resolve("machine"));
    }

    @Test
    void withoutRootAndSudoTheExactCommandIsPrinted() throws Exception {
        machine.debian(false, "libvips42", "clamav-daemon", "bubblewrap");

        Ended ended = installed("NEEDS_TO_RUN").expect(MISSING);

        assertThat(ended.errors())
                .contains(
                        "sudo apt-get update && sudo apt-get install --no-install-recommends"
                                + " libvips42 clamav-daemon bubblewrap\n")
                .hasLineCount(1);
        assertThat(machine.calls()).isEmpty();
    }

    @Test
    void aPackageIsNamedAsThisSystemKnowsIt() throws Exception {
        machine.debian(false, "libvips42t64", "clamav-daemon", "bubblewrap");

        assertThat(installed("NEEDS_TO_RUN").expect(MISSING).errors())
                .contains("recommends libvips42t64 clamav-daemon");
    }

    @Test
    void rootInstallsWhatIsMissingAndNothingElse() throws Exception {
        machine.debian(true, "libvips42", "clamav-daemon", "bubblewrap");

        Ended ended = installed("NEEDS_TO_RUN").expect(0);

        assertThat(ended.errors())
                .isEqualTo("safelight: installing libvips42 clamav-daemon bubblewrap ...\n");
        assertThat(machine.calls())
                .singleElement()
                .asString()
                .endsWith(" install libvips42 clamav-daemon bubblewrap");
    }

    @Test
    void sudoThatAsksForNoPasswordInstallsToo() throws Exception {
        machine.debian(false, "libvips42", "clamav-daemon", "bubblewrap");
        machine.program("sudo", "[ \"$1\" = -n ] && shift && exec \"$@\"");

        installed("NEEDS_TO_RUN").expect(0);

        assertThat(machine.calls()).hasSize(1);
    }

    @Test
    void unknownPackagesMakeTheListsBeFetchedFirst() throws Exception {
        machine.debian(true);

        installed("NEEDS_TO_RUN").expect(0);

        assertThat(machine.calls()).hasSize(2);
        assertThat(machine.calls().getFirst()).endsWith(" update");
    }

    @Test
    void aFailedInstallationIsTriedOnceMoreWithFreshListsAndThenTold() throws Exception {
        machine.debian(true, "libvips42", "clamav-daemon", "bubblewrap");
        machine.program(
                "apt-get",
                "echo \"$*\" | sed 's/install/tried/' >>'%s'; echo 'E: no space left'; exit 100"
                        .formatted(machine.log()));

        Ended ended = installed("NEEDS_TO_RUN").expect(MISSING);

        assertThat(ended.errors())
                .contains("E: no space left", "the installation failed", "install.log");
        assertThat(machine.calls()).hasSize(2);
        assertThat(machine.calls().getLast()).endsWith(" update");
    }

    @Test
    void whatIsStillMissingAfterTheInstallationIsTold() throws Exception {
        machine.debian(true, "libvips42", "clamav-daemon", "bubblewrap");

        Ended ended =
                machine.sourced(
                                NOTHING_THERE,
                                "has_clamd() { return 1; }",
                                "install_missing \"${NEEDS_TO_RUN[@]}\"")
                        .expect(MISSING);

        assertThat(ended.errors()).contains("clamav-daemon was installed and is still not");
    }

    @Test
    void whereThereIsNoAptTheNamesAreTold() throws Exception {
        Ended ended = installed("NEEDS_TO_RUN").expect(MISSING);

        assertThat(ended.errors())
                .contains("libvips42t64 clamav-daemon bubblewrap")
                .contains("this system's package manager");
    }

    @Test
    void nothingIsInstalledWhereNothingIsMissing() throws Exception {
        machine.debian(true);

        machine.sourced(
                        NOTHING_THERE,
                        "installed() { :; }",
                        "install_missing \"${NEEDS_TO_RUN[@]}\"")
                .expect(0);

        assertThat(machine.calls()).isEmpty();
    }

    @Test
    void testsAlsoNeedABrowser() throws Exception {
        machine.debian(true, "chromium");

        installed("NEEDS_TO_TEST").expect(0);

        assertThat(machine.calls()).singleElement().asString().endsWith(" install chromium");
    }

    @Test
    void clientsAskForNothingToBeInstalled() throws Exception {
        machine.jdk(machine.home().resolve("jdk-25"), "25.0.3");
        machine.built();

        machine.sourced(NOTHING_THERE, "main status").expect(0);
        machine.sourced(NOTHING_THERE, "main run --help").expect(0);
        machine.sourced(NOTHING_THERE, "main run").expect(MISSING);
    }

    private Ended installed(String needs) throws Exception {
        return machine.sourced(NOTHING_THERE, "install_missing \"${" + needs + "[@]}\"");
    }
}
