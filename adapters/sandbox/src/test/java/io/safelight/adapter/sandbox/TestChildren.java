package io.safelight.adapter.sandbox;

import io.safelight.domain.identity.TenantId;
import io.safelight.ports.sandbox.Sandbox;
import io.safelight.ports.sandbox.SandboxAnswer;
import io.safelight.ports.sandbox.SandboxAnswer.Answered;
import io.safelight.ports.sandbox.SandboxAnswer.Died;
import io.safelight.ports.sandbox.SandboxJob;
import io.safelight.ports.sandbox.wire.WireLimits;
import io.safelight.testkit.sandbox.Script;
import io.safelight.testkit.sandbox.ScriptedPrograms;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Settings, programs and images of these tests. */
final class TestChildren {
    static final TenantId ACME = new TenantId("acme");
    static final WireLimits LIMITS = new WireLimits(8, 4, 100_000, 200_000);

    /** Of our own modules and this one's tests. */
    private static final Pattern OURS = Pattern.compile("safelight-(domain|ports)|classes$");

    private TestChildren() {}

    static SandboxSettings settings(int places, int imagesPerChild, Duration timeLimit) {
        return new SandboxSettings(
                places,
                1,
                imagesPerChild,
                timeLimit,
                Duration.ofMillis(200),
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                400L << 20,
                1 << 20,
                LIMITS);
    }

    static ChildProgram program(Class<?> main) {
        return ChildProgram.of(classpath(), main.getName());
    }

    static List<Path> classpath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(Files::exists)
                .filter(path -> OURS.matcher(path.toString()).find())
                .toList();
    }

    static SandboxAnswer run(Sandbox sandbox, TenantId tenant, byte[] content) {
        SandboxJob job = Script.job(tenant, content);
        try (var _ = job.bytes()) {
            return sandbox.run(job);
        }
    }

    /** What was echoed, or the code of the death, or why there was no sandbox. */
    static String told(SandboxAnswer answer) {
        return switch (answer) {
            case Answered(var programs) -> ScriptedPrograms.echoed(programs);
            case Died(var cause) -> cause.code();
            case SandboxAnswer.Unavailable(var why) -> why;
        };
    }
}
