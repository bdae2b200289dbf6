package io.safelight.bench.soak;

import io.safelight.bench.measure.Spread;
import io.safelight.bench.soak.SoakCommand.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * How memory grows after the first quarter, which is the start: caches fill, code is compiled.
 *
 * @param all slope of the resident megabytes of all without the scanner, for each 1,000 images
 * @param beside the same of the program's beside its heap
 * @param heap the same of the heap in use
 * @param last what there was in the end
 */
record Growth(double all, double beside, double heap, Sample first, Sample last) {
    /** What noise explains, as a share of the program. */
    private static final double TOLERANCE = 0.1;

    private static final int FEWEST = 8;

    static Growth of(List<Sample> samples) {
        if (samples.size() < FEWEST) {
            throw new IllegalArgumentException("too few looks: " + samples.size());
        }
        List<Sample> warm = samples.subList(samples.size() / 4, samples.size());
        return new Growth(
                slope(warm, Sample::all),
                slope(warm, Sample::beside),
                slope(warm, Sample::heap),
                warm.getFirst(),
                warm.getLast());
    }

    /** By more than a tenth of the program, over all that was looked at. */
    boolean isGrowing() {
        return Math.max(beside, heap) * thousands() > TOLERANCE * last.program();
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "%d images in %.0f s, as many as in %.1f h at one a second. Growth for each 1,000"
                        + " images after the first quarter: all without the scanner %+.2f MB (in"
                        + " the end %.0f), the program beside its heap %+.2f MB (%.0f), heap in"
                        + " use %+.2f MB (%.0f): %s.",
                last.images(),
                last.seconds(),
                last.images() / 3600.0,
                all,
                last.all(),
                beside,
                last.beside(),
                heap,
                last.heap(),
                isGrowing() ? "it grows" : "no growth");
    }

    private double thousands() {
        return (last.images() - first.images()) / 1000.0;
    }

    /** The median of the slopes between any two (Theil and Sen): a few odd looks do not matter. */
    private static double slope(List<Sample> samples, ToDoubleFunction<Sample> part) {
        var slopes = new ArrayList<Double>();
        for (Sample early : samples) {
            for (Sample late : samples) {
                if (late.images() > early.images()) {
                    slopes.add(
                            1000
                                    * (part.applyAsDouble(late) - part.applyAsDouble(early))
                                    / (late.images() - early.images()));
                }
            }
        }
        return slopes.isEmpty() ? 0 : Spread.of(slopes).median();
    }
}
