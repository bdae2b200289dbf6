package io.safelight.bench.measure;

import java.util.Locale;

/** What a row is to reach, and in which number that shows: its score. */
public sealed interface Target {

    double limit();

    /** The product's rate over the peer's. */
    record AtLeastTimes(double limit) implements Target {}

    /** The peer's rate over the product's: the peer does less, and is faster. */
    record WithinTimes(double limit) implements Target {}

    /** The product's value less the peer's. */
    record AtMostMore(double limit) implements Target {}

    /** The product's value, without a peer. */
    record AtMost(double limit) implements Target {}

    /** The product's value, without a peer. */
    record AtLeast(double limit) implements Target {}

    /**
     * @param peer not looked at where the target has none
     */
    default double score(double product, double peer) {
        return switch (this) {
            case AtLeastTimes(double _) -> product / peer;
            case WithinTimes(double _) -> peer / product;
            case AtMostMore(double _) -> product - peer;
            case AtMost(double _), AtLeast(double _) -> product;
        };
    }

    default boolean isMet(double score) {
        return switch (this) {
            case AtLeastTimes(double limit) -> score >= limit;
            case AtLeast(double limit) -> score >= limit;
            case WithinTimes(double limit) -> score <= limit;
            case AtMostMore(double limit) -> score <= limit;
            case AtMost(double limit) -> score <= limit;
        };
    }

    default boolean hasPeer() {
        return switch (this) {
            case AtLeastTimes(double _), WithinTimes(double _), AtMostMore(double _) -> true;
            case AtMost(double _), AtLeast(double _) -> false;
        };
    }

    /** Such as {@code ≥ 3×}. */
    default String text() {
        return switch (this) {
            case AtLeastTimes(double limit) -> "≥ " + number(limit) + "×";
            case WithinTimes(double limit) -> "peer ≤ " + number(limit) + "×";
            case AtMostMore(double limit) -> "≤ +" + number(limit);
            case AtMost(double limit) -> "≤ " + number(limit);
            case AtLeast(double limit) -> "≥ " + number(limit);
        };
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : Double.toString(value);
    }
}
