package io.safelight.telemetry;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in which trace something happens, as the header {@code traceparent} of W3C Trace Context
 * says it. It travels in headers and in rows, so that what happens later, elsewhere, joins the same
 * trace.
 *
 * @param traceId 32 lower-case hexadecimal digits, not all zero
 * @param spanId 16 lower-case hexadecimal digits, not all zero
 * @param sampled whether the trace is recorded
 */
public record TraceContext(String traceId, String spanId, boolean sampled) {
    /** Of {@link #traceparent()}. */
    public static final int CHARS = 55;

    private static final Pattern TRACE_ID = Pattern.compile("(?!0{32})[0-9a-f]{32}");
    private static final Pattern SPAN_ID = Pattern.compile("(?!0{16})[0-9a-f]{16}");

    /** Later versions may say more after the part that all have. */
    private static final Pattern FORM =
            Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    private static final int MAX_CHARS = 512;
    private static final int SAMPLED = 1;

    public TraceContext {
        if (!TRACE_ID.matcher(traceId).matches() || !SPAN_ID.matcher(spanId).matches()) {
            throw new IllegalArgumentException("ids are hexadecimal and not zero");
        }
    }

    /** Empty for what is none: the standard wants it passed over, and a new trace begun. */
    public static Optional<TraceContext> parse(String traceparent) {
        if (traceparent.length() > MAX_CHARS) {
            return Optional.empty();
        }
        Matcher parts = FORM.matcher(traceparent.strip());
        if (!parts.matches()
                || parts.group(1).equals("ff")
                || (parts.group(1).equals("00") && parts.group(5) != null)
                || !TRACE_ID.matcher(parts.group(2)).matches()
                || !SPAN_ID.matcher(parts.group(3)).matches()) {
            return Optional.empty();
        }
        boolean sampled = (Integer.parseInt(parts.group(4), 16) & SAMPLED) != 0;
        return Optional.of(new TraceContext(parts.group(2), parts.group(3), sampled));
    }

    /** {@value #CHARS} characters of ASCII. */
    public String traceparent() {
        return "00-%s-%s-%02x"
                .formatted(traceId, spanId, sampled ? SAMPLED : 0)
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return traceparent();
    }
}
