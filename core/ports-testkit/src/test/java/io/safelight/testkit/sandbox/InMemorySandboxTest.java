package io.safelight.testkit.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.identity.TenantId;
import io.safelight.ports.sandbox.Sandbox;
import io.safelight.ports.sandbox.SandboxAnswer.Answered;
import io.safelight.ports.sandbox.SandboxAnswer.Unavailable;
import io.safelight.ports.sandbox.SandboxJob;
import io.safelight.testkit.sandbox.Script.Verb;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class InMemorySandboxTest extends SandboxContract {

    @Override
    protected Sandbox open(Duration timeLimit) {
        return new InMemorySandbox(timeLimit, LIMITS);
    }

    @Test
    void plannedAnswersComeFirstAndWhatWasShownIsRemembered() {
        var sandbox = new InMemorySandbox();
        SandboxJob job = Script.of(Verb.ECHO, "x").job(new TenantId("acme"));
        sandbox.planDeaths(job.image(), 1);

        sandbox.unavailable("no bubblewrap");
        assertThat(sandbox.run(job)).isEqualTo(new Unavailable("no bubblewrap"));
        assertThat(sandbox.shown()).isEmpty();

        sandbox.available();
        assertThat(sandbox.run(job)).isEqualTo(InMemorySandbox.died());
        assertThat(sandbox.run(job)).isInstanceOf(Answered.class);
        assertThat(sandbox.shown()).containsExactly(job.image(), job.image());
        job.bytes().close();
    }
}
