package io.safelight.bench.measure;

import java.util.List;

/**
 * What several rounds say together.
 *
 * @param deviation median of the distances to the median (MAD)
 */
public record Spread(double median, double deviation, double least, double most) {

    /** Of at least one value. */
    public static Spread of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        double median = median(values);
        double deviation = median(values.stream().map(value -> Math.abs(value - median)).toList());
        return new Spread(
                median,
                deviation,
                values.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
                values.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
