package io.safelight.endtoend.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.endtoend.launcher.Machine.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** It finds a JDK 25, or says how to get one. */
class JdkTest {
    private static final int NO_JDK = 10;

    @TempDir Path folder;
    private Machine machine;

    @BeforeEach
    void makeMachine() throws IOException {
        machine = new Machine(folder.resolve("machine"));
    }

    @Test
    void sourcingTheScriptRunsNothing() throws Exception {
        Ended ended = machine.sourced().expect(0);

        assertThat(ended.output() + ended.errors()).isEmpty();
    }

    @Test
    void theOneOfJavaHomeIsTakenFirst() throws Exception {
        Path named = machine.jdk(folder.resolve("my jdk"), "25.0.3");
        machine.jdk(machine.home().resolve("jdk-25"), "25.0.1");
        machine.set("JAVA_HOME", named.toString());

        assertThat(found().output()).isEqualTo(named + "\n");
    }

    @Test
    void withoutJavaHomeTheUsualPlacesAreSearched() throws Exception {
        machine.jdk(machine.home().resolve("jdk-17"), "17.0.12");
        Path other = machine.jdk(machine.home().resolve("jdk-25"), "25-ea");

        assertThat(found().output()).isEqualTo(other + "\n");
    }

    @Test
    void aWrongJavaHomeIsPassedOver() throws Exception {
        machine.set("JAVA_HOME", machine.jdk(folder.resolve("jdk-17"), "17.0.12").toString());
        Path other = machine.jdk(machine.home().resolve("jdk-25"), "25.0.3");

        assertThat(found().output()).isEqualTo(other + "\n");
    }

    @Test
    void aJreWillNotDo() throws Exception {
        Path jre = machine.jdk(machine.home().resolve("jdk-25"), "25.0.3");
        Files.delete(jre.resolve("bin/javac"));

        Ended ended = found().expect(NO_JDK);

        assertThat(ended.errors()).contains(jre + " is Java 25 without a compiler");
    }

    @Test
    void theVersionIsAskedOfJavaWhereNoFileTellsIt() throws Exception {
        Path jdk = machine.jdk(machine.home().resolve("jdk-25"), "25.0.3");
        Files.delete(jdk.resolve("release"));
        Files.writeString(
                jdk.resolve("bin/java"),
                "#!/bin/bash\necho 'openjdk version \"25.0.3\" 2026-04-21' >&2\n");

        assertThat(found().output()).isEqualTo(jdk + "\n");
    }

    @Test
    void withoutAnyItSaysWhatToDoAndWhatItSaw() throws Exception {
        machine.set("JAVA_HOME", "/nowhere");
        Path old = machine.jdk(machine.home().resolve("jdk-17"), "17.0.12");

        Ended ended = machine.sourced("main status").expect(NO_JDK);

        assertThat(ended.errors())
                .startsWith("safelight: JDK 25 is needed")
                .contains("JAVA_HOME=/nowhere holds no java", old + " is Java 17")
                .contains("https://adoptium.net", "export JAVA_HOME=")
                .hasLineCount(1);
    }

    @Test
    void sdkmansPlaceAndThePathAreAmongTheUsualOnes() throws Exception {
        Path sdkman = machine.home().resolve(".sdkman/candidates/java/25.0.3-tem");
        Path onPath = folder.resolve("else where/jdk");
        machine.jdk(sdkman, "25.0.3");
        machine.jdk(onPath, "25.0.3");
        machine.program("java", "exit 0");
        Path link = folder.resolve("machine/programs/java");
        Files.delete(link);
        Files.createSymbolicLink(link, onPath.resolve("bin/java"));

        Ended places = machine.sourced("real_usual_jdk_folders").expect(0);

        assertThat(places.output().lines()).contains(sdkman.toString(), onPath.toString());
    }

    private Ended found() throws Exception {
        return machine.sourced("find_jdk; echo \"$JAVA_HOME\"");
    }
}
