package io.safelight.adapter.sandbox;

import static io.safelight.adapter.sandbox.TestChildren.ACME;
import static io.safelight.adapter.sandbox.TestChildren.run;
import static io.safelight.adapter.sandbox.TestChildren.settings;
import static io.safelight.adapter.sandbox.TestChildren.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a child does, the caller gets an answer that is one, or a death. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@TestInstance(Lifecycle.PER_CLASS)
final class HostileChildTest {
    private ChildSandbox sandbox;

    @BeforeAll
    void open() {
        sandbox =
                ChildSandbox.open(
                        TestChildren.program(Misbehaving.class),
                        settings(1, 500, Duration.ofMillis(1500)));
    }

    @AfterAll
    void close() {
        sandbox.close();
    }

    @ParameterizedTest
    @CsvSource({
        "segfault, sandbox-died",
        "native-memory, out-of-memory",
        "heap-memory, out-of-memory",
        "noise, sandbox-nonsense",
        "long-frame, sandbox-nonsense",
        "negative-length, sandbox-nonsense",
        "other-number, sandbox-nonsense",
        "half, sandbox-died",
        "drip, timed-out",
        "mute, timed-out",
        "other-taken, sandbox-nonsense",
    })
    void misdeedIsADeathAndTheNextImageIsDone(String deed, String code) {
        assertThat(told(run(sandbox, ACME, Misbehaving.image(deed)))).isEqualTo(code);

        assertThat(told(run(sandbox, ACME, Misbehaving.image("none")))).startsWith("answer ");
    }

    @ParameterizedTest
    @CsvSource({"twice, sandbox-nonsense", "chatter, answer"})
    void whatFollowsAnAnswerIsNotTakenForTheNext(String deed, String next) {
        assertThat(told(run(sandbox, ACME, Misbehaving.image(deed)))).startsWith("answer ");

        assertThat(told(run(sandbox, ACME, Misbehaving.image("none")))).startsWith(next);
    }
}
