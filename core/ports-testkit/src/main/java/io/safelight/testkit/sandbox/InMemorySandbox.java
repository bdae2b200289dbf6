package io.safelight.testkit.sandbox;

import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.Cause;
import io.safelight.domain.image.ImageFormat;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.program.Program;
import io.safelight.ports.sandbox.MadeOutput;
import io.safelight.ports.sandbox.ProgramAnswer;
import io.safelight.ports.sandbox.ProgramAnswer.Result;
import io.safelight.ports.sandbox.Sandbox;
import io.safelight.ports.sandbox.SandboxAnswer;
import io.safelight.ports.sandbox.SandboxAnswer.Answered;
import io.safelight.ports.sandbox.SandboxAnswer.Died;
import io.safelight.ports.sandbox.SandboxAnswer.Unavailable;
import io.safelight.ports.sandbox.SandboxJob;
import io.safelight.ports.sandbox.wire.WireLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A sandbox without processes. Images with a {@link Script} are treated as it says, all others
 * succeed, unless the test has planned otherwise. Safe for many threads.
 */
public final class InMemorySandbox implements Sandbox {
    private final Duration limit;
    private final WireLimits limits;
    private final Map<TenantId, ScriptedPrograms> hosts = new ConcurrentHashMap<>();
    private final Map<ImageId, ConcurrentLinkedDeque<SandboxAnswer>> planned =
            new ConcurrentHashMap<>();
    private final List<ImageId> shown = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Function<SandboxJob, Optional<SandboxAnswer>> rule = job -> Optional.empty();
    private volatile Optional<String> unavailable = Optional.empty();

    public InMemorySandbox(Duration limit, WireLimits limits) {
        this.limit = limit;
        this.limits = limits;
    }

    public InMemorySandbox() {
        this(Duration.ofSeconds(5), WireLimits.defaults());
    }

    /** The next run of this image that is not planned yet answers so; later ones as ever. */
    public void plan(ImageId image, SandboxAnswer answer) {
        planned.computeIfAbsent(image, any -> new ConcurrentLinkedDeque<>()).add(answer);
    }

    /** The next {@code times} runs of this image end in a death. */
    public void planDeaths(ImageId image, int times) {
        for (int i = 0; i < times; i++) {
            plan(image, died());
        }
    }

    /** Answers where nothing is planned; where it answers empty, the image's script does. */
    public void rule(Function<SandboxJob, Optional<SandboxAnswer>> rule) {
        this.rule = rule;
    }

    /** From now on there is no sandbox to run in. */
    public void unavailable(String why) {
        unavailable = Optional.of(why);
    }

    /** Ends what {@link #unavailable} began. */
    public void available() {
        unavailable = Optional.empty();
    }

    /** Every image that a program was ever shown, once for each time, in order. */
    public List<ImageId> shown() {
        return List.copyOf(shown);
    }

    public static Died died() {
        return new Died(new Cause("sandbox-died", "The sandbox ended while it had this image."));
    }

    @Override
    public List<Program> programs() {
        return host(new TenantId("none")).programs();
    }

    @Override
    public SandboxAnswer run(SandboxJob job) {
        if (Thread.currentThread().isInterrupted()) {
            return new Unavailable("interrupted");
        }
        if (closed.getCount() == 0) {
            return new Unavailable("closed");
        }
        if (unavailable.isPresent()) {
            return new Unavailable(unavailable.get());
        }
        shown.add(job.image());
        return plannedFor(job.image()).or(() -> rule.apply(job)).orElseGet(() -> runScript(job));
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private Optional<SandboxAnswer> plannedFor(ImageId image) {
        return Optional.ofNullable(planned.get(image)).map(ConcurrentLinkedDeque::poll);
    }

    private SandboxAnswer runScript(SandboxJob job) {
        try {
            ScriptedPrograms host = host(job.tenant());
            synchronized (host) {
                List<ProgramAnswer> answers = host.run(job.format(), job.bytes(), limit);
                return answers.stream().allMatch(this::isSound)
                        ? new Answered(answers)
                        : new Died(new Cause("sandbox-nonsense", "Not an answer."));
            }
        } catch (Ended e) {
            hosts.remove(job.tenant());
            return e.answer;
        }
    }

    private boolean isSound(ProgramAnswer answer) {
        if (!(answer.result() instanceof Result.Made made)) {
            return true;
        }
        long names = made.outputs().stream().map(MadeOutput::name).distinct().count();
        return names == made.outputs().size()
                && names <= limits.outputsPerProgram()
                && made.outputs().stream().allMatch(this::isSound);
    }

    private boolean isSound(MadeOutput output) {
        byte[] head = new byte[Math.min(ImageFormat.SNIFF_BYTES, output.content().remaining())];
        output.content().duplicate().get(head);
        return output.content().remaining() <= limits.outputBytes()
                && ImageFormat.sniff(head).equals(ImageFormat.ofContentType(output.contentType()));
    }

    private ScriptedPrograms host(TenantId tenant) {
        return hosts.computeIfAbsent(tenant, any -> new ScriptedPrograms(new InMemoryEnds()));
    }

    private final class InMemoryEnds implements ScriptedPrograms.Ends {
        @Override
        public void exit(int status) {
            throw new Ended(died());
        }

        @Override
        public void hang() {
            try {
                boolean closing = closed.await(limit.toNanos(), TimeUnit.NANOSECONDS);
                throw new Ended(
                        closing
                                ? new Unavailable("closed")
                                : new Died(new Cause("timed-out", "Its time was over.")));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Ended(new Unavailable("interrupted"));
            }
        }
    }

    private static final class Ended extends RuntimeException {
        private final transient SandboxAnswer answer;

        Ended(SandboxAnswer answer) {
            super("ended", null, false, false);
            this.answer = answer;
        }
    }
}
