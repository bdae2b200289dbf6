package io.safelight.node.roles;

import io.safelight.adapter.sandbox.ChildSandbox;
import io.safelight.telemetry.Meters;

/** What the sandbox counts of its children. */
final class SandboxMeters {
    private SandboxMeters() {}

    static void register(Meters meters, ChildSandbox sandbox) {
        String children = "sandbox.children";
        meters.gauge(children, () -> sandbox.counts().fresh(), "state", "fresh");
        meters.gauge(children, () -> sandbox.counts().idle(), "state", "idle");
        meters.gauge(children, () -> sandbox.counts().busy(), "state", "busy");
        String starts = "sandbox.starts";
        meters.counted(starts, () -> sandbox.counts().started(), "outcome", "up");
        meters.counted(starts, () -> sandbox.counts().failedStarts(), "outcome", "failed");
        for (String cause : sandbox.counts().deaths().keySet()) {
            meters.counted(
                    "sandbox.deaths",
                    () -> sandbox.counts().deaths().getOrDefault(cause, 0L),
                    "cause",
                    cause);
        }
    }
}
