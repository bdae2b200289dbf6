package io.safelight.adapter.sandbox;

import io.safelight.child.JailedJvm;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.program.Program;
import io.safelight.ports.sandbox.ProgramAnswer;
import io.safelight.ports.sandbox.SandboxJob;
import io.safelight.ports.sandbox.wire.AnswerFrame;
import io.safelight.ports.sandbox.wire.RequestFrame;
import io.safelight.ports.sandbox.wire.TakenFrame;
import io.safelight.ports.sandbox.wire.WireException;
import io.safelight.ports.sandbox.wire.WireLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A live child. One thread at a time has it; {@link Children} hands it from one to the next, and
 * gives it to one tenant only.
 */
final class Child {
    private final JailedJvm jail;
    private final List<Program> programs;
    private Optional<TenantId> tenant = Optional.empty();
    private int images;
    private long idleSinceNanos;

    Child(JailedJvm jail, List<Program> programs) {
        this.jail = jail;
        this.programs = programs;
    }

    JailedJvm jail() {
        return jail;
    }

    List<Program> programs() {
        return programs;
    }

    boolean isOf(TenantId other) {
        return tenant.filter(other::equals).isPresent();
    }

    void bind(TenantId to) {
        if (tenant.isPresent() && !isOf(to)) {
            throw new IllegalStateException("a child never works for two tenants");
        }
        tenant = Optional.of(to);
    }

    int images() {
        return images;
    }

    long idleSinceNanos() {
        return idleSinceNanos;
    }

    void idleSince(long nanos) {
        idleSinceNanos = nanos;
    }

    /**
     * Shows it an image and takes its answer.
     *
     * @throws UnshownException when it did not take in the whole image
     */
    List<ProgramAnswer> exchange(SandboxJob job, Duration limit, WireLimits limits)
            throws IOException {
        if (!isOf(job.tenant())) {
            throw new IllegalStateException("an image of another tenant");
        }
        int number = ++images;
        hand(number, job, limit);
        List<ProgramAnswer> answers = AnswerFrame.read(jail.answers(), number, programs, limits);
        OutputCheck.requireSound(answers);
        return answers;
    }

    private void hand(int number, SandboxJob job, Duration limit) throws IOException {
        try {
            RequestFrame.write(jail.requests(), number, job.format(), limit, job.bytes().buffer());
            TakenFrame.read(jail.answers(), number);
        } catch (WireException e) {
            throw e;
        } catch (IOException e) {
            throw new UnshownException(e);
        }
    }

    /** The child ended before it had the whole image, so no program ever saw it. */
    static final class UnshownException extends IOException {
        UnshownException(IOException cause) {
            super(cause);
        }
    }
}
