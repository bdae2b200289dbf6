package io.safelight.endtoend.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.endtoend.launcher.Machine.Ended;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** It learns once for each build to start fast, and starts in any case. */
class LearnTest {
    private static final String LEARN = "find_jdk; learn_to_start";
    private static final String START = "find_jdk; start_platform run";

    @TempDir Path folder;
    private Machine machine;
    private Path jdk;

    @BeforeEach
    void makeMachine() throws IOException {
        machine = new Machine(folder.resolve("machine"));
        jdk = machine.jdk(machine.home().resolve("jdk-25"), "25.0.3");
        machine.built();
    }

    @Test
    void whatWasLearnedIsUsedByEveryStart() throws Exception {
        machine.java(jdk, learns());

        Ended learned = machine.sourced(LEARN).expect(0);
        Ended again = machine.sourced(LEARN).expect(0);
        Ended started = machine.sourced(START).expect(0);

        assertThat(machine.calls()).containsExactly("learned");
        assertThat(learned.errors()).contains("once for this build");
        assertThat(again.errors()).isEmpty();
        assertThat(cache()).content().isEqualTo("classes\n");
        assertThat(started.output().lines()).contains("-XX:AOTCache=" + cache());
        assertThat(machine.project().resolve(".build")).isEmptyDirectory();
    }

    @Test
    void whereNothingCanBeLearnedItStartsWithoutAndDoesNotTryAgain() throws Exception {
        machine.java(jdk, fails());

        machine.sourced(LEARN).expect(0);
        machine.sourced(LEARN).expect(0);
        Ended started = machine.sourced(START).expect(0);

        assertThat(machine.calls()).containsExactly("failed");
        assertThat(cache()).isEmptyFile();
        assertThat(started.output().lines())
                .contains("run")
                .noneMatch(option -> option.startsWith("-XX:AOTCache"));
    }

    @Test
    void aNewBuildIsLearnedAnew() throws Exception {
        machine.java(jdk, learns());
        machine.sourced(LEARN).expect(0);

        machine.sourced("touch -d '1 minute' \"$(stamp)\"", LEARN).expect(0);

        assertThat(machine.calls()).containsExactly("learned", "learned");
    }

    private Path cache() {
        return machine.library().resolveSibling("start.aot");
    }

    /** As a JVM does: says when the platform is up, and writes the cache when it is told to end. */
    private String learns() {
        return """
        for argument; do
            if [[ "$argument" == -XX:AOTCacheOutput=* ]]; then
                echo learned >>'%s'
                trap 'kill $!; echo classes >"${argument#*=}"; exit 143' TERM
                sleep 30 &
                echo '{"event":"ready"}'
                wait
            fi
        done
        printf '%%s\\n' "$@"
        """
                .formatted(machine.log());
    }

    /** Cannot start a platform, for example because clamd is missing. */
    private String fails() {
        return """
        if [[ "$*" == *AOTCacheOutput=* ]]; then
            echo failed >>'%s'
            exit 1
        fi
        printf '%%s\\n' "$@"
        """
                .formatted(machine.log());
    }
}
