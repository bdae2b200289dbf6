package io.safelight.simulation;

import io.safelight.simulation.Invariants.Blame;
import io.safelight.testkit.faults.Call;
import io.safelight.testkit.faults.Fault;
import java.nio.file.Path;
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
    private static final int EVERY_SO_MANY = 11;

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

    private void sweep(long seed, int stride, Supplier<World> worlds) throws Exception {
        Plan plan = Plan.of(seed);
        List<Call> calls = calls(plan, worlds);
        for (Mode mode : Mode.values()) {
            for (int at = 1; at <= calls.size(); at += stride) {
                run(plan, mode, calls.get(at - 1), worlds);
            }
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
