package io.safelight.endtoend.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.endtoend.launcher.Machine.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The web page needs Node.js; everything else goes on without. */
class NodeTest {
    @TempDir Path folder;
    private Machine machine;

    @BeforeEach
    void makeMachine() throws IOException {
        machine = new Machine(folder.resolve("machine"));
    }

    @ParameterizedTest
    @CsvSource({
        "v20.19.0,0",
        "v20.18.9,1",
        "v22.12.0,0",
        "v22.11.0,1",
        "v24.0.0,0",
        "v21.7.3,1",
        "v18.20.4,1",
        "24.1.0+dfsg,0",
        "v9.9.9,1",
        "'',1",
        "unknown,1"
    })
    void versionsThatWillDo(String version, int exitCode) throws Exception {
        machine.sourced("node_will_do '" + version + "'").expect(exitCode);
    }

    @Test
    void nobodyIsAskedWhereItIsThere() throws Exception {
        haveNode("v22.14.0");

        assertThat(machine.sourced("offer_node").expect(0).errors()).isEmpty();
    }

    @Test
    void nodeWithoutNpmIsNotEnough() throws Exception {
        haveNode("v22.14.0");
        machine.withoutProgram("npm");

        machine.sourced("has_node").expect(1);
    }

    @Test
    void whoeverIsNotThereToAnswerIsToldWhatToTypeAndItGoesOn() throws Exception {
        machine.debian(true, "nodejs=20.19.2+dfsg-1", "npm");

        Ended ended = machine.sourced("offer_node; echo on").expect(0);

        assertThat(ended.output()).isEqualTo("on\n");
        assertThat(ended.errors())
                .contains("the web page is left out", "Node.js 20.19 or later with npm")
                .contains("sudo apt-get install --no-install-recommends nodejs npm")
                .hasLineCount(1);
        assertThat(machine.calls()).isEmpty();
    }

    @Test
    void whereThePackagesAreTooOldItSaysWhereNodeIs() throws Exception {
        machine.debian(true, "nodejs=18.20.4+dfsg-1~deb12u1");

        assertThat(machine.sourced("offer_node").expect(0).errors())
                .contains("https://nodejs.org/en/download")
                .doesNotContain("apt-get");
    }

    @Test
    void yesInstallsItAndNoGoesOnWithout() throws Exception {
        machine.debian(true, "nodejs=20.19.2+dfsg-1");

        Ended no = machine.sourced("is_watched() { :; }", "offer_node <<<''").expect(0);

        assertThat(no.errors()).contains("Install Node.js 20.19.2+dfsg now? [y/N]", "left out");
        assertThat(machine.calls()).isEmpty();

        machine.sourced("is_watched() { :; }", "offer_node <<<'y'").expect(0);

        assertThat(machine.calls()).hasSize(2);
        assertThat(machine.calls().getFirst()).endsWith(" install nodejs");
        assertThat(machine.calls().getLast()).endsWith(" install npm");
    }

    @Test
    void aFailedInstallationDoesNotStopTheDemo() throws Exception {
        machine.debian(true, "nodejs=20.19.2+dfsg-1");
        machine.program("apt-get", "exit 100");

        Ended ended =
                machine.sourced("is_watched() { :; }", "offer_node <<<'y'; echo on").expect(0);

        assertThat(ended.output()).isEqualTo("on\n");
        assertThat(ended.errors()).contains("could not be installed");
    }

    @Test
    void whatWasBuiltWithoutThePageIsBuiltAgainOnceNodeIsThere() throws Exception {
        machine.built();
        Files.createFile(machine.library().resolveSibling("without-page"));

        machine.sourced("is_built").expect(0);
        haveNode("v22.14.0");
        machine.sourced("is_built").expect(1);
        machine.sourced("build_if_needed").expect(0);

        assertThat(machine.library().resolveSibling("without-page")).doesNotExist();
        machine.sourced("is_built").expect(0);
    }

    private void haveNode(String version) throws IOException {
        machine.program("node", "echo " + version);
        machine.program("npm", "exit 0");
    }
}
