package io.safelight.simulation;

import io.safelight.simulation.Sending.Way;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What happens, in order. The same seed always gives the same. */
record Plan(long seed, List<Step> steps) {

    /** One thing that happens. */
    sealed interface Step {
        record Send(Sending sending) implements Step {}

        record Work() implements Step {}

        record Commit() implements Step {}

        record Sweep() implements Step {}

        record Redrive() implements Step {}

        record Pass(Duration time) implements Step {}
    }

    static Plan of(long seed) {
        var random = new Random(seed);
        var steps = new ArrayList<Step>();
        for (Sending sending : sendings(random)) {
            steps.add(new Step.Send(sending));
            steps.addAll(meanwhile(random));
        }
        steps.add(new Step.Work());
        steps.add(new Step.Redrive());
        steps.add(new Step.Commit());
        steps.add(new Step.Pass(Duration.ofHours(3)));
        steps.add(new Step.Sweep());
        return new Plan(seed, List.copyOf(steps));
    }

    /** The same with one more step, before the one at {@code position}. */
    Plan with(int position, Step step) {
        var more = new ArrayList<>(steps);
        more.add(position, step);
        return new Plan(seed, List.copyOf(more));
    }

    private static List<Sending> sendings(Random random) {
        var clean = new Sending("keyed", Sample.CLEAN, Way.KEYED);
        var record = new Sending("stream", Sample.CLEAN, Way.STREAM);
        var all =
                new ArrayList<>(
                        List.of(
                                clean,
                                record,
                                new Sending("plain", Sample.CLEAN, Way.PLAIN),
                                new Sending("virus", Sample.INFECTED, Way.KEYED),
                                new Sending("open", Sample.UNDECIDED, Way.PLAIN),
                                new Sending("half", Sample.DAMAGED, Way.STREAM),
                                new Sending("shaky", Sample.FLAKY_ONE, Way.KEYED),
                                new Sending("bomb", Sample.KILLER, Way.STREAM)));
        Collections.shuffle(all, random);
        all.add(clean);
        all.add(record);
        return all;
    }

    private static List<Step> meanwhile(Random random) {
        return switch (random.nextInt(6)) {
            case 0, 1 -> List.of(new Step.Work());
            case 2 -> List.of(new Step.Commit());
            case 3 -> List.of(new Step.Pass(Duration.ofSeconds(random.nextInt(40))));
            case 4 -> List.of(new Step.Work(), new Step.Commit());
            default -> List.of();
        };
    }
}
