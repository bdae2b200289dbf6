package io.safelight.endtoend.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.endtoend.launcher.Machine.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** It builds when it must and only then, from wherever it is called. */
class BuildTest {
    private static final int BUILD_FAILED = 12;
    private static final int WRONG_VALUE = 64;

    @TempDir Path folder;
    private Machine machine;

    @BeforeEach
    void makeMachine() throws IOException {
        machine = new Machine(folder.resolve("machine"));
        machine.jdk(machine.home().resolve("jdk-25"), "25.0.3");
    }

    @Test
    void whatIsBuiltIsNotBuiltAgain() throws Exception {
        machine.built();

        Ended ended = machine.sourced("main status").expect(0);

        assertThat(machine.calls()).isEmpty();
        assertThat(ended.errors()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "core/domain/src/main/java/Image.java",
                "core/domain/src/main/java/New.java",
                "core/domain/src/main/resources/new.sql",
                "core/domain/pom.xml",
                "pom.xml",
                "console/src/page.ts",
                "console/package.json"
            })
    void aNewerSourceIsBuilt(String path) throws Exception {
        machine.built();
        machine.source(path);

        Ended ended = machine.sourced("main status").expect(0);

        assertThat(machine.calls()).hasSize(1);
        assertThat(ended.errors()).contains("the sources have changed", "built in");
        machine.sourced("main status").expect(0);
        assertThat(machine.calls()).hasSize(1);
    }

    @Test
    void aDeletedSourceIsAChange() throws Exception {
        machine.built();
        Files.delete(machine.project().resolve("core/domain/src/main/java/Image.java"));

        machine.sourced("main status").expect(0);

        assertThat(machine.calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "core/domain/src/test/java/ImageTest.java",
                "core/domain/target/classes/Image.class",
                "docs/concepts.md",
                "testing/end-to-end/src/test/java/AnyTest.java",
                "console/node_modules/a/package.json"
            })
    void whatIsNoPartOfTheProgramIsNoChange(String path) throws Exception {
        machine.source("core/domain/target/classes/Image.class");
        machine.source("console/node_modules/a/package.json");
        machine.built();
        machine.source(path);

        machine.sourced("main status").expect(0);

        assertThat(machine.calls()).isEmpty();
    }

    @Test
    void aSourceThatChangesDuringTheBuildIsBuiltTheNextTime() throws Exception {
        machine.built();
        machine.source("pom.xml");
        machine.program(
                "mvn", "echo mvn >>'%s'; sleep 0.1; touch pom.xml".formatted(machine.log()));

        machine.sourced("main status").expect(0);
        machine.sourced("main status").expect(0);

        assertThat(machine.calls()).hasSize(2);
    }

    @Test
    void twoStartsAtOnceBuildOnce() throws Exception {
        machine.built();
        machine.source("pom.xml");

        machine.sourced("main status & main status & wait").expect(0);

        assertThat(machine.calls()).hasSize(1);
    }

    @Test
    void aFailedBuildShowsItsEndAndRunsNothing() throws Exception {
        machine.program("mvn", "echo '[ERROR] cannot find symbol'; exit 1");

        Ended ended = machine.sourced("main status").expect(BUILD_FAILED);

        assertThat(ended.output()).isEmpty();
        assertThat(ended.errors())
                .contains("for the first time", "cannot find symbol", "build.log");
    }

    @Test
    void mavenGetsTheJdkAndTheArgumentsOfTheEnvironment() throws Exception {
        machine.built();
        machine.source("pom.xml");
        machine.set("MAVEN_ARGS", "-o -Dmaven.repo.local=/m2");
        machine.program(
                "mvn",
                "echo \"$JAVA_HOME $* (${MAVEN_ARGS-none})\" >>'%s'".formatted(machine.log()));

        machine.sourced("main status").expect(0);

        assertThat(machine.calls())
                .singleElement()
                .asString()
                .startsWith(machine.home().resolve("jdk-25").toString())
                .contains(" -o -Dmaven.repo.local=/m2 ", "-pl node -am package")
                .endsWith("(none)");
    }

    @Test
    void theProgramGetsItsArgumentsAsTheyAreAndItsLibrariesByTheirWholePath() throws Exception {
        machine.built();

        List<String> given =
                machine.sourced("main sql 'SELECT 1 AS \"a b\"' '' '*'")
                        .expect(0)
                        .output()
                        .lines()
                        .toList();

        assertThat(given)
                .containsSubsequence(
                        "-cp", machine.library() + "/*", "io.safelight.node.Main", "sql")
                .endsWith("SELECT 1 AS \"a b\"", "", "*");
    }

    @Test
    void itRunsThroughLinksAndFromOtherFolders() throws Exception {
        machine.built();
        machine.set("JAVA_HOME", machine.home().resolve("jdk-25").toString());
        Path bin = Files.createDirectories(folder.resolve("my bin"));
        Path relative =
                Files.createSymbolicLink(
                        bin.resolve("safelight"), Path.of("../machine/the project/safelight"));
        Path link = Files.createSymbolicLink(bin.resolve("s l"), relative);

        for (Path called : List.of(link, relative)) {
            Ended ended = machine.run(called, "status").expect(0);

            assertThat(ended.output().lines()).contains(machine.library() + "/*", "status");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lots", "512", "0m", "-1g", "1 g", "1g -Xmx9g"})
    void aHeapThatIsNoneIsRefused(String heap) throws Exception {
        machine.set("SAFELIGHT_HEAP", heap);

        Ended ended = machine.sourced("find_jdk; start_platform run").expect(WRONG_VALUE);

        assertThat(ended.output()).isEmpty();
        assertThat(ended.errors()).contains("SAFELIGHT_HEAP", "such as 512m", "'" + heap + "'");
    }

    @Test
    void heapAndMoreOptionsReachTheJvmOfThePlatform() throws Exception {
        machine.set("SAFELIGHT_HEAP", "2g");
        machine.set("SAFELIGHT_JAVA_OPTIONS", "-Xlog:gc -Dx=y");

        assertThat(machine.sourced("find_jdk; start_platform run").expect(0).output().lines())
                .contains("-Xmx2g", "-Xlog:gc", "-Dx=y", "-XX:-HeapDumpOnOutOfMemoryError");
    }

    @Test
    void theTestsAreCountedOverAllReports() throws Exception {
        machine.source("core/domain/target/surefire-reports/TEST-A.xml");
        Files.writeString(
                machine.project().resolve("core/domain/target/surefire-reports/TEST-A.xml"),
                "<?xml version=\"1.0\"?>\n"
                        + "<testsuite name=\"A\" time=\"1\" tests=\"7\" errors=\"1\" skipped=\"2\""
                        + " failures=\"1\">\n"
                        + "<testcase name=\"tests=3\"/></testsuite>");

        Ended ended = machine.sourced("touch -d '1 hour ago' old; count_tests . old").expect(0);

        assertThat(ended.output()).isEqualTo("3 passed, 2 failed, 2 skipped\n");
    }

    @Test
    void helpBeforeTheFirstBuildBuildsNothing() throws Exception {
        for (String arguments : List.of("", "help", "--help", "run --help")) {
            assertThat(machine.sourced("main " + arguments).expect(0).output())
                    .contains("Usage: ./safelight COMMAND", "start here", "Nothing is built yet");
        }
        assertThat(machine.calls()).isEmpty();
    }

    @Test
    void helpOnTheTestsIsTheScriptsOwn() throws Exception {
        for (String arguments : List.of("test --help", "test -h", "help test")) {
            assertThat(machine.sourced("main " + arguments).expect(0).output())
                    .contains("Usage: ./safelight test");
        }
        assertThat(machine.calls()).isEmpty();
    }
}
