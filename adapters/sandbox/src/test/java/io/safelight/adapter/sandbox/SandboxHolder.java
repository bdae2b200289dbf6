package io.safelight.adapter.sandbox;

import io.safelight.testkit.sandbox.Script;
import io.safelight.testkit.sandbox.Script.Verb;
import io.safelight.testkit.sandbox.ScriptedPrograms;
import java.time.Duration;

/** A program that holds a sandbox with an image inside until it is killed. */
final class SandboxHolder {
    private SandboxHolder() {}

    public static void main(String[] arguments) {
        var settings = TestChildren.settings(1, 500, Duration.ofMinutes(1));
        try (var sandbox =
                ChildSandbox.open(TestChildren.program(ScriptedPrograms.class), settings)) {
            System.out.println("open");
            TestChildren.run(sandbox, TestChildren.ACME, Script.of(Verb.HANG).image());
        }
    }
}
