package io.safelight.adapter.sandbox;

import io.safelight.adapter.sandbox.Children.Taken;
import io.safelight.adapter.sandbox.Watched.Ending;
import io.safelight.child.JailedJvm;
import io.safelight.domain.image.Cause;
import io.safelight.domain.program.Program;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.sandbox.ProgramAnswer;
import io.safelight.ports.sandbox.ProgramAnswer.Result;
import io.safelight.ports.sandbox.Sandbox;
import io.safelight.ports.sandbox.SandboxAnswer;
import io.safelight.ports.sandbox.SandboxAnswer.Answered;
import io.safelight.ports.sandbox.SandboxAnswer.Died;
import io.safelight.ports.sandbox.SandboxAnswer.Unavailable;
import io.safelight.ports.sandbox.SandboxJob;
import io.safelight.ports.sandbox.wire.WireException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs programs in child JVMs without network, files, keys or environment.
 *
 * <p>A child works for one tenant only; it is replaced after some number of images, and after each
 * death, hang or answer that is not one. Callers may be virtual threads: they wait, and platform
 * threads of the sandbox talk with the children.
 */
public final class ChildSandbox implements Sandbox {
    private static final Logger log = LoggerFactory.getLogger(ChildSandbox.class);

    /**
     * Deaths before the image is taken in are nobody's fault. Three of them in a row are the
     * image's after all: it may be too large for any child.
     */
    private static final int MAX_UNSHOWN = 3;

    private static final Set<String> EXHAUSTED = Set.of(Deaths.OUT_OF_MEMORY, Deaths.TIMED_OUT);

    /** A child that closed its answers ends by itself, with a status that tells more than ours. */
    private static final Duration OWN_END_LIMIT = Duration.ofMillis(500);

    private final SandboxSettings settings;
    private final Children children;
    private final Nursery nursery;
    private final ExecutorService io;
    private final Semaphore places;
    private final Deaths deaths = new Deaths();
    private final List<Program> programs;

    private ChildSandbox(
            SandboxSettings settings,
            Children children,
            Nursery nursery,
            ExecutorService io,
            List<Program> programs) {
        this.settings = settings;
        this.children = children;
        this.nursery = nursery;
        this.io = io;
        this.places = new Semaphore(settings.places(), true);
        this.programs = programs;
    }

    /**
     * Waits for the first child, which tells its programs.
     *
     * @throws PortException {@code REFUSED} when no child comes up; the message says why and, where
     *     it is known, what to do
     */
    public static ChildSandbox open(ChildProgram program, SandboxSettings settings) {
        ExecutorService io =
                Executors.newFixedThreadPool(
                        settings.places() + Nursery.NURSES,
                        Thread.ofPlatform().name("sandbox-io-", 0).daemon().factory());
        var children = new Children(settings);
        var nursery = Nursery.open(children, new ChildStart(program, settings, io));
        try {
            List<Program> programs =
                    children.awaitPrograms().orElseThrow(() -> refused(children.lastFailure()));
            return new ChildSandbox(settings, children, nursery, io, programs);
        } catch (InterruptedException e) {
            close(children, nursery, io);
            Thread.currentThread().interrupt();
            throw new PortException(Port.SANDBOX, PortException.Kind.RETRYABLE, "interrupted", e);
        } catch (PortException e) {
            close(children, nursery, io);
            throw e;
        }
    }

    @Override
    public List<Program> programs() {
        return programs;
    }

    @Override
    public SandboxAnswer run(SandboxJob job) {
        try {
            places.acquire();
            try {
                return runInPlace(job);
            } finally {
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return interrupted();
        }
    }

    /** For gauges and counters. */
    public SandboxCounts counts() {
        return children.counts().with(deaths.soFar());
    }

    /** Kills every child and returns when all are gone; images at hand become unavailable. */
    @Override
    public void close() {
        close(children, nursery, io);
    }

    private static void close(Children children, Nursery nursery, ExecutorService io) {
        children.close().forEach(JailedJvm::kill);
        nursery.close();
        io.close();
    }

    private SandboxAnswer runInPlace(SandboxJob job) throws InterruptedException {
        boolean wantedMemory = false;
        for (int unshown = 0; unshown < MAX_UNSHOWN; unshown++) {
            switch (children.take(job.tenant())) {
                case Taken.Refused(String why) -> {
                    return new Unavailable(why);
                }
                case Taken.Got(Child child) -> {
                    Ending<List<ProgramAnswer>> ending = show(job, child);
                    if (!wasUnshown(ending) || children.isClosed()) {
                        return conclude(job, child, ending);
                    }
                    child.jail().awaitEnd(OWN_END_LIMIT);
                    wantedMemory = tellsOfMemory(child);
                    end(child);
                }
            }
        }
        return new Died(
                deaths.counted(
                        wantedMemory
                                ? outOfMemory()
                                : new Cause(
                                        Deaths.DIED,
                                        "The sandbox ended before it had the image.")));
    }

    private Ending<List<ProgramAnswer>> show(SandboxJob job, Child child) {
        Duration limit = settings.timeLimit();
        boolean talked = false;
        try {
            var ending =
                    Watched.talk(
                            io,
                            () -> child.exchange(job, limit, settings.limits()),
                            limit.plus(settings.grace()),
                            child.jail()::kill);
            talked = true;
            return ending;
        } finally {
            if (!talked) {
                end(child);
            }
        }
    }

    private static boolean wasUnshown(Ending<?> ending) {
        return ending instanceof Ending.Failed<?>(Child.UnshownException _);
    }

    private SandboxAnswer conclude(
            SandboxJob job, Child child, Ending<List<ProgramAnswer>> ending) {
        return switch (ending) {
            case Ending.Done<List<ProgramAnswer>>(var answers) -> {
                if (answers.stream().anyMatch(ChildSandbox::exhausted)) {
                    end(child);
                } else {
                    children.giveBack(child);
                }
                yield new Answered(answers);
            }
            case Ending.Interrupted<List<ProgramAnswer>>() -> {
                end(child);
                yield interrupted();
            }
            case Ending.Overran<List<ProgramAnswer>>() -> {
                end(child);
                yield died(job, child, overran());
            }
            case Ending.Failed<List<ProgramAnswer>>(var why) -> {
                child.jail().awaitEnd(OWN_END_LIMIT);
                end(child);
                yield died(job, child, cause(child, why));
            }
        };
    }

    /** Little may be left to the child that says so, and it would blame the next image. */
    private static boolean exhausted(ProgramAnswer answer) {
        return answer.result() instanceof Result.GaveUp(Cause cause)
                && EXHAUSTED.contains(cause.code());
    }

    private void end(Child child) {
        child.jail().kill();
        children.forget(child);
    }

    private SandboxAnswer died(SandboxJob job, Child child, Cause cause) {
        if (children.isClosed()) {
            return new Unavailable("The sandbox is closed.");
        }
        JailedJvm jail = child.jail();
        log.atWarn()
                .addKeyValue("image", job.image())
                .addKeyValue("code", cause.code())
                .addKeyValue("why", cause.text())
                .addKeyValue("status", jail.exitStatus())
                .addKeyValue("lastWords", LastWords.shortened(jail.lastWords()))
                .log("sandbox.child-died");
        return new Died(deaths.counted(cause));
    }

    private Cause overran() {
        return new Cause(
                Deaths.TIMED_OUT,
                "The programs did not end within %d ms".formatted(settings.timeLimit().toMillis()));
    }

    private static Cause cause(Child child, IOException why) {
        if (why instanceof WireException) {
            return new Cause(
                    Deaths.NONSENSE, "The sandbox did not answer properly: " + why.getMessage());
        }
        return tellsOfMemory(child)
                ? outOfMemory()
                : new Cause(Deaths.DIED, "The sandbox ended while it had this image.");
    }

    private static boolean tellsOfMemory(Child child) {
        return LastWords.tellOfMemory(child.jail().exitStatus(), child.jail().lastWords());
    }

    private static Cause outOfMemory() {
        return new Cause(Deaths.OUT_OF_MEMORY, "The image needs more memory than a sandbox has.");
    }

    private static Unavailable interrupted() {
        return new Unavailable("The caller was interrupted.");
    }

    private static PortException refused(String why) {
        return new PortException(Port.SANDBOX, PortException.Kind.REFUSED, why);
    }
}
