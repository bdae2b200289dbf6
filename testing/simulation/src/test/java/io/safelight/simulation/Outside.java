package io.safelight.simulation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.safelight.domain.scan.Verdict;
import io.safelight.ports.sandbox.SandboxAnswer;
import io.safelight.ports.sandbox.SandboxJob;
import io.safelight.testkit.sandbox.InMemorySandbox;
import io.safelight.testkit.scanner.InMemoryScanner;
import io.safelight.testkit.time.SetClock;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Scanner and sandbox: processes of their own, which know images by what they hold. */
final class Outside {
    final InMemoryScanner scanner;
    final InMemorySandbox sandbox = new InMemorySandbox();
    private final Set<String> seenFlaky = new HashSet<>();

    Outside(SetClock clock) {
        scanner = new InMemoryScanner(clock);
        scanner.answer(
                Sample.NEVER_DECIDED.getBytes(StandardCharsets.US_ASCII),
                new Verdict.Undecided(Verdict.Reason.TIMED_OUT, "as the test wished"));
        sandbox.rule(this::answer);
    }

    /** A flaky image brings down the first sandbox that has it. */
    private Optional<SandboxAnswer> answer(SandboxJob job) {
        String content = ISO_8859_1.decode(job.bytes().buffer()).toString();
        boolean dies = content.contains(Sample.FLAKY) && seenFlaky.add(content);
        return dies ? Optional.of(InMemorySandbox.died()) : Optional.empty();
    }
}
