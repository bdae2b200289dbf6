package io.safelight.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.catalog.Pass;
import io.safelight.domain.work.State;
import io.safelight.ports.PortException;
import io.safelight.testkit.faults.Call;
import io.safelight.testkit.faults.Fault;
import io.safelight.testkit.faults.Killed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One run of a plan in a world with faults. The process that a fault kills is replaced by a new one
 * on what it left. In the end, without faults, everything comes to rest.
 */
final class Simulation {
    private static final int MAX_ROUNDS = 100;

    private final World world;
    private final Plan plan;
    private final Senders senders;
    private final Node other;
    private Node node;
    private int processes;

    Simulation(World world, Plan plan) {
        this.world = world;
        this.plan = plan;
        this.senders = new Senders(world.clock());
        this.other = new Node(world, Node.SECOND, plan.seed() + 1000);
        this.node = start();
    }

    Senders senders() {
        return senders;
    }

    /** Calls of the first process, before everything came to rest. */
    List<Call> callsOfFirst() {
        return node.faults.calls();
    }

    int kills() {
        return processes - 1;
    }

    /** Follows the plan. */
    void run(Function<Call, Fault> script) {
        node.faults.script(script);
        for (Plan.Step step : plan.steps()) {
            try {
                perform(step);
            } catch (Killed e) {
                world.restart();
                node = start();
            }
        }
    }

    /** More than a lease passes, in which another node works. */
    void otherNodeTakesOver() {
        world.clock().pass(Node.LEASE.multipliedBy(2));
        attempt(() -> other.worker.runOnce());
        world.clock().pass(Duration.ofSeconds(1));
        attempt(() -> other.worker.runOnce());
    }

    /** From here on nothing fails. */
    void rest() {
        node.faults.script(_ -> Fault.none());
        int round = 0;
        while (!isQuiet()) {
            assertThat(++round).as("rounds until all is quiet").isLessThan(MAX_ROUNDS);
            senders.pending().forEach(sending -> senders.send(sending, node));
            node.worker.runOnce();
            commit();
            world.clock().pass(Duration.ofMinutes(1));
        }
        world.clock().pass(Duration.ofHours(3));
        node.sweep.runOnce();
        node.sweep.runOnce();
        commit();
    }

    private boolean isQuiet() {
        var summary = world.ledger().summary(world.clock().instant());
        return senders.pending().isEmpty()
                && summary.in(State.RECEIVED) == 0
                && summary.in(State.CLAIMED) == 0
                && summary.uncatalogued() == 0;
    }

    private void perform(Plan.Step step) {
        switch (step) {
            case Plan.Step.Send(Sending sending) -> senders.send(sending, node);
            case Plan.Step.Work() -> attempt(() -> node.worker.runOnce());
            case Plan.Step.Commit() -> attempt(this::commit);
            case Plan.Step.Sweep() -> {
                attempt(() -> node.sweep.runOnce());
                attempt(() -> node.sweep.runOnce());
            }
            case Plan.Step.Redrive() ->
                    attempt(
                            () ->
                                    node.ledger.redrive(
                                            Optional.empty(), List.of(), world.clock().instant()));
            case Plan.Step.Pass(Duration time) -> world.clock().pass(time);
        }
    }

    private void commit() {
        assertThat(node.committer.runOnce(world.clock().instant()))
                .isInstanceOf(Pass.Committed.class);
    }

    /** As the loops of the product do: what a port could not do is tried again later. */
    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (PortException e) {
            assertThat(e).hasMessageContaining("as the test wished");
        }
    }

    private Node start() {
        return new Node(world, Node.FIRST, plan.seed() + ++processes);
    }
}
