package io.safelight.ingress.http;

import io.safelight.ports.query.ResultFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which form of an answer a caller likes best (RFC 9110, section 12.5.1). */
final class SqlFormats {
    private SqlFormats() {}

    /** A media range of an Accept header; {@code place} counts them from the left. */
    private record Range(String type, double quality, int place) {
        boolean covers(ResultFormat format) {
            String known = format.contentType();
            return type.equals(known)
                    || type.equals("*/*")
                    || type.equals(known.substring(0, known.indexOf('/')) + "/*");
        }

        /** Exact, then half open, then open. */
        int openness() {
            return type.equals("*/*") ? 2 : type.endsWith("/*") ? 1 : 0;
        }
    }

    private record Offer(ResultFormat format, Range range) {}

    /** JSON for whoever does not say; of what is liked the same, what is named first. */
    static ResultFormat preferred(@Nullable String accept) {
        if (accept == null || accept.isBlank()) {
            return ResultFormat.JSON;
        }
        List<Range> ranges = ranges(accept);
        return Arrays.stream(ResultFormat.values())
                .flatMap(format -> offer(format, ranges).stream())
                .min(
                        Comparator.comparingDouble((Offer offer) -> -offer.range().quality())
                                .thenComparingInt(offer -> offer.range().place()))
                .map(Offer::format)
                .orElseThrow(
                        () ->
                                Problem.of(
                                        ProblemCode.NOT_ACCEPTABLE,
                                        "Answers come as JSON, CSV, Arrow or Parquet."));
    }

    /** The most specific range says how much a format is liked; 0 is not at all. */
    private static Optional<Offer> offer(ResultFormat format, List<Range> ranges) {
        return ranges.stream()
                .filter(range -> range.covers(format))
                .min(Comparator.comparingInt(Range::openness))
                .filter(range -> range.quality() > 0)
                .map(range -> new Offer(format, range));
    }

    private static List<Range> ranges(String accept) {
        var ranges = new ArrayList<Range>();
        for (String text : accept.split(",")) {
            String[] parts = text.split(";");
            String type = parts[0].strip().toLowerCase(Locale.ROOT);
            ranges.add(new Range(type, quality(parts), ranges.size()));
        }
        return ranges;
    }

    private static double quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.regionMatches(true, 0, "q=", 0, 2)) {
                return number(parameter.substring(2));
            }
        }
        return 1;
    }

    private static double number(String quality) {
        if (!quality.matches("[01](\\.\\d{0,3})?")) {
            throw Problem.malformed("A quality in Accept is 0 to 1, such as q=0.5.");
        }
        return Double.parseDouble(quality);
    }
}
