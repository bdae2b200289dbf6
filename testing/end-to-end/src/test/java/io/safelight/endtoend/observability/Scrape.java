package io.safelight.endtoend.observability;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code /metrics} told.
 *
 * @param series label names by the name of a sample
 */
record Scrape(Map<String, Set<String>> series) {
    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** The text format 0.0.4 of Prometheus. */
    static Scrape of(String text) {
        var series = new TreeMap<String, Set<String>>();
        text.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(line -> add(line, series));
        return new Scrape(series);
    }

    private static void add(String line, Map<String, Set<String>> series) {
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            throw new IllegalArgumentException("not a sample: " + line);
        }
        Set<String> labels = series.computeIfAbsent(sample.group(1), _ -> new TreeSet<>());
        if (sample.group(2) != null) {
            Matcher label = LABEL.matcher(sample.group(2));
            while (label.find()) {
                labels.add(label.group(1));
            }
        }
    }

    Set<String> names() {
        return series.keySet();
    }

    Set<String> labelsOf(String name) {
        return series.getOrDefault(name, Set.of());
    }
}
