package io.safelight.bench.measure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What became of a row.
 *
 * @param otherWork share of the processors that was busy just before, 0 to 1
 */
public record Result(Row row, Outcome outcome, double otherWork) {

    /** Measured, left out or failed. */
    public sealed interface Outcome {

        /**
         * @param rounds in their order
         */
        record Measured(List<Round> rounds, Map<String, String> notes) implements Outcome {
            public Measured {
                rounds = List.copyOf(rounds);
                notes = Map.copyOf(notes);
            }
        }

        /** It cannot be measured here. */
        record LeftOut(String why) implements Outcome {}

        /** Something went wrong while it was measured. */
        record Failed(String why) implements Outcome {}
    }

    /**
     * @param peer empty where the row has none
     */
    public record Round(double product, Optional<Double> peer) {}

    public String verdict() {
        return switch (outcome) {
            case Outcome.Measured measured ->
                    row.target().isMet(score(measured).median()) ? "met" : "missed";
            case Outcome.LeftOut _ -> "left out";
            case Outcome.Failed _ -> "failed";
        };
    }

    /** Round by round, so that what slows both down does not count. */
    public Spread score(Outcome.Measured measured) {
        return Spread.of(
                measured.rounds().stream()
                        .map(
                                round ->
                                        row.target()
                                                .score(
                                                        round.product(),
                                                        round.peer().orElse(Double.NaN)))
                        .toList());
    }

    public static Spread product(Outcome.Measured measured) {
        return Spread.of(measured.rounds().stream().map(Round::product).toList());
    }

    /** Empty where the row has no peer. */
    public static Optional<Spread> peer(Outcome.Measured measured) {
        List<Double> values =
                measured.rounds().stream().flatMap(round -> round.peer().stream()).toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
    }

    /** In the order of their names. */
    public static Map<String, String> sortedNotes(Outcome.Measured measured) {
        return new TreeMap<>(measured.notes());
    }
}
