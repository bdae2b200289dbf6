package io.safelight.testkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.identity.TenantId;
import io.safelight.domain.program.Program;
import io.safelight.ports.sandbox.ProgramAnswer;
import io.safelight.ports.sandbox.ProgramAnswer.Result;
import io.safelight.ports.sandbox.Sandbox;
import io.safelight.ports.sandbox.SandboxAnswer;
import io.safelight.ports.sandbox.SandboxAnswer.Answered;
import io.safelight.ports.sandbox.SandboxAnswer.Died;
import io.safelight.ports.sandbox.SandboxAnswer.Unavailable;
import io.safelight.ports.sandbox.SandboxJob;
import io.safelight.ports.sandbox.wire.WireLimits;
import io.safelight.testkit.sandbox.Script.Verb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What every sandbox does, with {@link ScriptedPrograms} inside. */
@Timeout(60)
public abstract class SandboxContract {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId RIVAL = new TenantId("rival");

    /** What an answer may hold here. */
    protected static final WireLimits LIMITS = new WireLimits(8, 4, 100_000, 200_000);

    private Sandbox sandbox;

    /** A new one, with {@link #LIMITS}; the time limit is for everything inside and outside. */
    protected abstract Sandbox open(Duration timeLimit);

    @BeforeEach
    final void openSandbox() {
        sandbox = open(Duration.ofSeconds(20));
    }

    @AfterEach
    final void closeSandbox() {
        sandbox.close();
    }

    @Test
    void everyProgramAnswersInOrder() {
        Answered answered = answered(Script.of(Verb.ECHO, "hello"));

        List<Program> asked = sandbox.programs();
        assertThat(answered.programs()).map(ProgramAnswer::program).isEqualTo(asked);
        assertThat(asked).map(program -> program.name().value()).contains("probe");
        assertThat(ScriptedPrograms.echoed(answered.programs())).isEqualTo("hello");
        assertThat(((Result.Made) answered.programs().getFirst().result()).probe()).isPresent();
    }

    @Test
    void givingUpIsAnAnswer() {
        Answered answered = answered(Script.of(Verb.GIVE_UP, "broken-image"));

        assertThat(answered.programs())
                .map(ProgramAnswer::result)
                .allSatisfy(
                        result ->
                                assertThat(((Result.GaveUp) result).cause().code())
                                        .isEqualTo("broken-image"));
    }

    @Test
    void deathIsToldAndTheNextImageIsDone() {
        assertThat(diedOf(Script.of(Verb.EXIT, 1))).isEqualTo("sandbox-died");
        assertThat(diedOf(Script.of(Verb.EXIT, 0))).isEqualTo("sandbox-died");

        answered(Script.of(Verb.ECHO, "next"));
    }

    @Test
    void hangEndsAtTheLimitAndTheNextImageIsDone() {
        sandbox.close();
        sandbox = open(Duration.ofMillis(300));

        assertThat(diedOf(Script.of(Verb.HANG))).isEqualTo("timed-out");

        answered(Script.of(Verb.ECHO, "next"));
    }

    @ParameterizedTest
    @CsvSource({"WRONG_TYPE, x", "MANY, 5", "LARGE, 100001", "TWICE, x"})
    void whatNoAnswerMayHoldNeverReachesTheCaller(Verb verb, String argument) {
        assertThat(diedOf(Script.of(verb, argument))).isEqualTo("sandbox-nonsense");

        answered(Script.of(Verb.ECHO, "next"));
    }

    @Test
    void answerMayReachItsLimits() {
        answered(Script.of(Verb.LARGE, 99_000));
        answered(Script.of(Verb.MANY, 4));
    }

    @Test
    void tenantNeverSeesWhatAnotherLeftBehind() {
        answered(Script.of(Verb.REMEMBER, "secret"));

        for (int i = 0; i < 3; i++) {
            assertThat(echoed(RIVAL, Script.of(Verb.RECALL))).isEmpty();
            assertThat(echoed(ACME, Script.of(Verb.RECALL))).isIn("", "secret");
        }
    }

    @Test
    void everyCallerGetsTheAnswerToItsOwnImage() throws Exception {
        List<Callable<String>> calls = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            Script script = Script.of(Verb.ECHO, "image " + i);
            calls.add(() -> echoed(ACME, script));
        }
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> echoes = callers.invokeAll(calls);
            for (int i = 0; i < calls.size(); i++) {
                assertThat(echoes.get(i).get()).isEqualTo("image " + i);
            }
        }
    }

    @Test
    void bytesStayTheCallers() {
        byte[] content = Script.of(Verb.ECHO, "mine").image();
        SandboxJob job = Script.job(ACME, content);
        try (var bytes = job.bytes()) {
            sandbox.run(job);
            sandbox.run(job);

            byte[] after = new byte[content.length];
            bytes.buffer().get(after);
            assertThat(after).isEqualTo(content);
        }
    }

    @Test
    void closingHoldsNothingAgainstTheImageAtHand() throws Exception {
        var running = new FutureTask<>(() -> run(ACME, Script.of(Verb.HANG)));
        Thread caller = Thread.ofVirtual().start(running);
        assertThat(caller.join(Duration.ofMillis(200))).isFalse();

        sandbox.close();

        assertThat(running.get()).isInstanceOf(Unavailable.class);
    }

    @Test
    void closedSandboxIsUnavailable() {
        sandbox.close();
        sandbox.close();

        assertThat(run(ACME, Script.of(Verb.ECHO, "late"))).isInstanceOf(Unavailable.class);
    }

    @Test
    void interruptedCallerHoldsNothingAgainstItsImage() throws Exception {
        var running =
                new FutureTask<>(
                        () -> {
                            SandboxAnswer answer = run(ACME, Script.of(Verb.HANG));
                            assertThat(Thread.interrupted()).isTrue();
                            return answer;
                        });
        Thread caller = Thread.ofVirtual().start(running);
        assertThat(caller.join(Duration.ofMillis(200))).isFalse();

        caller.interrupt();

        assertThat(running.get()).isInstanceOf(Unavailable.class);
        answered(Script.of(Verb.ECHO, "next"));
    }

    private SandboxAnswer run(TenantId tenant, Script script) {
        SandboxJob job = script.job(tenant);
        try (var _ = job.bytes()) {
            return sandbox.run(job);
        }
    }

    private Answered answered(Script script) {
        SandboxAnswer answer = run(ACME, script);
        assertThat(answer).isInstanceOf(Answered.class);
        return (Answered) answer;
    }

    private String diedOf(Script script) {
        SandboxAnswer answer = run(ACME, script);
        assertThat(answer).isInstanceOf(Died.class);
        return ((Died) answer).cause().code();
    }

    private String echoed(TenantId tenant, Script script) {
        SandboxAnswer answer = run(tenant, script);
        assertThat(answer).isInstanceOf(Answered.class);
        return ScriptedPrograms.echoed(((Answered) answer).programs());
    }
}
