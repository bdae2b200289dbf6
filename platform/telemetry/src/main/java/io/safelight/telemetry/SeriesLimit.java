package io.safelight.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Holds names to their rule and labels to a number. Safe for many threads. */
final class SeriesLimit {
    static final int MAX_SERIES = 200;

    /** A stage, and one to three words of what is measured, each perhaps of several by hyphens. */
    private static final Pattern NAME =
            Pattern.compile("[a-z]+(-[a-z0-9]+)*(\\.[a-z][a-z0-9]*(-[a-z0-9]+)*){1,3}");

    private static final Pattern LABEL = Pattern.compile("[a-z]+(_[a-z]+)*");

    private record Series(List<String> labels, Set<List<String>> values) {}

    private final Map<String, Series> names = new ConcurrentHashMap<>();

    /** The labels as they may be counted. */
    String[] within(String name, String... pairs) {
        Series series = names.computeIfAbsent(name, n -> begin(n, pairs));
        List<String> labels = every(pairs, 0);
        if (!labels.equals(series.labels())) {
            throw new IllegalArgumentException(
                    name + " has the labels " + series.labels() + ", not " + labels);
        }
        List<String> values = every(pairs, 1);
        // Two threads may both come in as the last; one more does no harm.
        if (series.values().contains(values) || series.values().size() < MAX_SERIES - 1) {
            series.values().add(values);
            return pairs;
        }
        return others(pairs);
    }

    private static Series begin(String name, String... pairs) {
        boolean labelled =
                pairs.length % 2 == 0
                        && every(pairs, 0).stream().allMatch(l -> LABEL.matcher(l).matches());
        if (!NAME.matcher(name).matches() || !labelled) {
            throw new IllegalArgumentException(
                    "a meter is <stage>.<noun>.<unit> with pairs of label and value: " + name);
        }
        return new Series(every(pairs, 0), ConcurrentHashMap.newKeySet());
    }

    private static List<String> every(String[] pairs, int from) {
        var every = new ArrayList<String>();
        for (int i = from; i < pairs.length; i += 2) {
            every.add(pairs[i]);
        }
        return List.copyOf(every);
    }

    private static String[] others(String... pairs) {
        String[] others = pairs.clone();
        for (int i = 1; i < others.length; i += 2) {
            others[i] = "other";
        }
        return others;
    }
}
