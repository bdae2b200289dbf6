package io.safelight.simulation;

import io.safelight.simulation.Invariants.Blame;
import io.safelight.testkit.faults.Call;
import io.safelight.testkit.faults.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each call to a port goes wrong once in turn, in each way: the promises hold. */
@Timeout(360)
class FaultSweepTest {
    /** On real files; {@code -Dsweep.stride=1} has time for all of them. */
    private static final int EVERY_SO_MANY = Math.max(1, Integer.getInteger("sweep.stride", 11));

    private final Notary notary = new Notary();

    @Test
    void whateverOneCallDoesEveryImageEndsAsItMust() throws Exception {
        sweep(1, 1, () -> new TwinWorld(notary));
    }

    @Test
    void soItIsOnRealFilesForSomeOfTheCalls(@TempDir Path folder) throws Exception {
        Path template = FileWorld.template(folder.resolve("template"));
        var number = new AtomicInteger();

        sweep(
                2,
                EVERY_SO_MANY,
                () ->
                        new FileWorld(
                                folder.resolve("world-" + number.incrementAndGet()),
                                template,
                                notary,
                                2));
    }

    @Test
    void aClockThatStepsBackAtAnyMomentBreaksNoPromise(@TempDir Path folder) throws Exception {
        Path template = FileWorld.template(folder.resolve("template"));
        Plan plan = Plan.of(3);
        for (int at = 0; at <= plan.steps().size(); at++) {
            Plan steppedBack = plan.with(at, new Plan.Step.Pass(Duration.ofHours(-1)));
            Path worldFolder = folder.resolve("world-" + at);
            int seed = at;
            withoutFaults(steppedBack, () -> new TwinWorld(notary));
            withoutFaults(steppedBack, () -> new FileWorld(worldFolder, template, notary, seed));
        }
    }

    private static void withoutFaults(Plan plan, Supplier<World> worlds) throws Exception {
        try (World world = worlds.get()) {
            var simulation = new Simulation(world, plan);
            simulation.run(_ -> Fault.none());
            simulation.rest();
            new Invariants(world, simulation.senders(), Blame.NONE).check();
        } catch (AssertionError e) {
            throw new AssertionError("%s: %s".formatted(plan, e.getMessage()), e);
        }
    }

    private void sweep(long seed, int stride, Supplier<World> worlds) throws Exception {
        Plan plan = Plan.of(seed);
        List<Call> calls = calls(plan, worlds);
        int first = 0;
        for (Mode mode : Mode.values()) {
            for (int at = first; at < calls.size(); at += stride) {
                run(plan, mode, calls.get(at), worlds);
            }
            // Not the same calls for each of them.
            first = (first + 1) % stride;
        }
    }

    private static List<Call> calls(Plan plan, Supplier<World> worlds) throws Exception {
        try (World world = worlds.get()) {
            var simulation = new Simulation(world, plan);
            simulation.run(_ -> Fault.none());
            List<Call> calls = simulation.callsOfFirst();
            simulation.rest();
            new Invariants(world, simulation.senders(), Blame.NONE).check();
            return calls;
        }
    }

    private static void run(Plan plan, Mode mode, Call at, Supplier<World> worlds) {
        try (World world = worlds.get()) {
            var simulation = new Simulation(world, plan);
            Optional<Fault> fault = mode.fault(at, simulation::otherNodeTakesOver);
            if (fault.isPresent()) {
                simulation.run(
                        call ->
                                call.number() == at.number() && simulation.kills() == 0
                                        ? fault.get()
                                        : Fault.none());
                simulation.rest();
                new Invariants(world, simulation.senders(), mode.blame()).check();
            }
        } catch (Exception | AssertionError e) {
            throw new AssertionError(
                    "seed %d, call %s, %s: %s".formatted(plan.seed(), at, mode, e.getMessage()), e);
        }
    }
}
