package io.safelight.bench.soak;

import io.safelight.bench.measure.Spread;
import io.safelight.bench.soak.SoakCommand.Sample;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * How much memory grew from the second quarter to the last. The first quarter is the start: caches
 * fill, code is compiled.
 *
 * @param images that went through between the middles of the two quarters
 */
record Growth(double program, double all, double heap, int images, Sample last) {
    /** What the noise of a heap that breathes explains. */
    private static final double TOLERANCE = 0.1;

    static Growth of(List<Sample> samples) {
        int quarter = samples.size() / 4;
        if (quarter < 1) {
            throw new IllegalArgumentException("too few looks: " + samples.size());
        }
        List<Sample> early = samples.subList(quarter, 2 * quarter);
        List<Sample> late = samples.subList(samples.size() - quarter, samples.size());
        return new Growth(
                median(late, Sample::program) - median(early, Sample::program),
                median(late, Sample::all) - median(early, Sample::all),
                median(late, Sample::heap) - median(early, Sample::heap),
                (int) (median(late, Sample::images) - median(early, Sample::images)),
                samples.getLast());
    }

    /** More than a tenth of what it is in the end. */
    boolean isGrowing() {
        return program > TOLERANCE * last.program() || heap > TOLERANCE * last.heap();
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "Over %d images between the second and the last quarter: program %+.0f MB (now"
                        + " %.0f), all without the scanner %+.0f MB (now %.0f), heap in use %+.1f"
                        + " MB (now %.1f): %s.",
                images,
                program,
                last.program(),
                all,
                last.all(),
                heap,
                last.heap(),
                isGrowing() ? "it grows" : "no growth");
    }

    private static double median(List<Sample> samples, ToDoubleFunction<Sample> part) {
        return Spread.of(samples.stream().map(part::applyAsDouble).toList()).median();
    }
}
