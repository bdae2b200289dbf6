package io.safelight.adapter.sandbox;

import io.safelight.ports.sandbox.Sandbox;
import io.safelight.testkit.sandbox.SandboxContract;
import io.safelight.testkit.sandbox.ScriptedPrograms;
import java.time.Duration;

final class ChildSandboxContractTest extends SandboxContract {

    @Override
    protected Sandbox open(Duration timeLimit) {
        return ChildSandbox.open(
                TestChildren.program(ScriptedPrograms.class),
                TestChildren.settings(2, 500, timeLimit));
    }
}
