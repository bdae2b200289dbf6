package io.safelight.process;

import io.safelight.domain.image.Cause;
import io.safelight.domain.image.Probe;
import io.safelight.domain.image.Sha256;
import io.safelight.domain.image.Zone;
import io.safelight.domain.program.Output;
import io.safelight.domain.program.ProgramRun;
import io.safelight.domain.scan.Scan;
import io.safelight.domain.work.Findings;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.Outcome;
import io.safelight.domain.work.State;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.bytes.ImageBytes;
import io.safelight.ports.objects.ObjectWriter;
import io.safelight.ports.objects.Placement;
import io.safelight.ports.objects.SealedObjects;
import io.safelight.ports.sandbox.MadeOutput;
import io.safelight.ports.sandbox.ProgramAnswer;
import io.safelight.ports.sandbox.Sandbox;
import io.safelight.ports.sandbox.SandboxAnswer;
import io.safelight.ports.sandbox.SandboxJob;
import io.safelight.telemetry.Meters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the programs on a clean image and seals what they made. Safe for many threads. */
public final class ProcessStage {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessStage.class);
    private static final String DURATION = "process.duration";
    private static final String SANDBOX_DIED = "sandbox-died";
    private static final String NO_SANDBOX = "no-sandbox";
    private static final List<String> OUTCOMES =
            List.of(State.COMPLETED.label(), State.FAILED.label(), SANDBOX_DIED, NO_SANDBOX);

    private final Sandbox sandbox;
    private final SealedObjects objects;
    private final Meters meters;

    public ProcessStage(Sandbox sandbox, SealedObjects objects, Meters meters) {
        this.sandbox = sandbox;
        this.objects = objects;
        this.meters = meters;
        OUTCOMES.forEach(outcome -> meters.timer(DURATION, "outcome", outcome));
        sandbox.programs().forEach(program -> register(program.name().value()));
    }

    /** What came of it. */
    public sealed interface Processed {

        /** Every program had its say; the outputs are stored. */
        record Done(Outcome outcome) implements Processed {}

        /** Counts against the image. */
        record SandboxDied(Cause cause) implements Processed {}

        /** Holds nothing against the image. */
        record NoSandbox(String why) implements Processed {}
    }

    /**
     * @param scan clean, or this is a bug
     * @param attempt this one's number, from 1
     */
    public Processed process(ImageRecord image, ImageBytes bytes, Scan scan, int attempt) {
        if (!scan.isClean()) {
            throw new IllegalArgumentException("only a clean image is processed: " + image.id());
        }
        long start = System.nanoTime();
        var job =
                new SandboxJob(
                        image.id(), image.origin().tenant(), image.content().format(), bytes);
        Processed processed =
                switch (sandbox.run(job)) {
                    case SandboxAnswer.Answered(List<ProgramAnswer> answers) ->
                            new Processed.Done(outcome(image, scan, answers, attempt));
                    case SandboxAnswer.Died(Cause cause) -> new Processed.SandboxDied(cause);
                    case SandboxAnswer.Unavailable(String why) -> new Processed.NoSandbox(why);
                };
        meters.timer(DURATION, "outcome", label(processed))
                .record(Duration.ofNanos(System.nanoTime() - start));
        return processed;
    }

    /** Deletes the outputs of an outcome that somebody else overtook. */
    public void discard(Outcome outcome) {
        outcome.findings().outputs().forEach(output -> objects.delete(output.object()));
    }

    private Outcome outcome(
            ImageRecord image, Scan scan, List<ProgramAnswer> answers, int attempt) {
        var runs = new ArrayList<ProgramRun>();
        var outputs = new ArrayList<Output>();
        Optional<Probe> probe = Optional.empty();
        Optional<Cause> failure = Optional.empty();
        for (ProgramAnswer answer : answers) {
            runs.add(run(image, answer, attempt));
            switch (answer.result()) {
                case ProgramAnswer.Result.Made(Optional<Probe> found, List<MadeOutput> made) -> {
                    probe = probe.or(() -> found);
                    made.forEach(output -> outputs.add(store(image, answer, output)));
                }
                case ProgramAnswer.Result.GaveUp(Cause cause) -> {
                    if (answer.program().required() && failure.isEmpty()) {
                        failure = Optional.of(cause);
                    }
                }
            }
        }
        return ended(scan, new Findings(Optional.of(scan), probe, runs, outputs, failure));
    }

    private static Outcome ended(Scan scan, Findings findings) {
        if (findings.cause().isPresent()) {
            return new Outcome.Failed(
                    findings.scan(),
                    findings.cause().get(),
                    findings.probe(),
                    findings.runs(),
                    findings.outputs());
        }
        if (findings.probe().isEmpty()) {
            var cause = new Cause("no-probe", "No program told what the image is.");
            return new Outcome.Failed(
                    findings.scan(), cause, Optional.empty(), findings.runs(), findings.outputs());
        }
        return new Outcome.Completed(
                scan, findings.probe().get(), findings.runs(), findings.outputs());
    }

    private ProgramRun run(ImageRecord image, ProgramAnswer answer, int attempt) {
        Optional<Cause> failure =
                switch (answer.result()) {
                    case ProgramAnswer.Result.Made(Optional<Probe> _, List<MadeOutput> _) ->
                            Optional.empty();
                    case ProgramAnswer.Result.GaveUp(Cause cause) -> Optional.of(cause);
                };
        String name = answer.program().name().value();
        durations(name).record(answer.took());
        failure.ifPresent(
                cause ->
                        LOG.atInfo()
                                .addKeyValue("image", image.id())
                                .addKeyValue("program", name)
                                .addKeyValue("cause", cause.code())
                                .log("process.gave-up"));
        return new ProgramRun(
                answer.program().name(),
                answer.program().version(),
                answer.took(),
                answer.peakMemoryBytes(),
                attempt,
                failure);
    }

    private Output store(ImageRecord image, ProgramAnswer answer, MadeOutput made) {
        var placement =
                new Placement(
                        Zone.PROCESSED,
                        image.lifetime().bucket(),
                        image.origin().tenant(),
                        image.id());
        ByteBuffer content = made.content().duplicate();
        int bytes = content.remaining();
        Sha256 sha256 = sha256(content.duplicate());
        try (ObjectWriter writer = objects.create(placement)) {
            var channel = Channels.newChannel(writer.stream());
            while (content.hasRemaining()) {
                channel.write(content);
            }
            var output =
                    new Output(
                            answer.program().name(),
                            made.name(),
                            made.contentType(),
                            bytes,
                            sha256,
                            writer.publish());
            sizes(answer.program().name().value()).record(bytes);
            return output;
        } catch (IOException e) {
            throw new PortException(Port.OBJECTS, Kind.RETRYABLE, "cannot store an output", e);
        }
    }

    private static Sha256 sha256(ByteBuffer content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(content);
            return Sha256.of(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private void register(String program) {
        durations(program);
        sizes(program);
    }

    private Meters.Timer durations(String program) {
        return meters.timer("process.program.duration", "program", program);
    }

    private Meters.Sizes sizes(String program) {
        return meters.sizes("process.output.bytes", "program", program);
    }

    private static String label(Processed processed) {
        return switch (processed) {
            case Processed.Done(Outcome outcome) -> outcome.state().label();
            case Processed.SandboxDied(Cause _) -> SANDBOX_DIED;
            case Processed.NoSandbox(String _) -> NO_SANDBOX;
        };
    }
}
