package io.safelight.endtoend.observability;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an expression of PromQL names: enough of the language to tell metrics from functions,
 * keywords, labels, texts and durations.
 *
 * @param metrics names of series
 * @param labels that it matches by or groups by
 */
record PromQl(Set<String> metrics, Set<String> labels) {
    private static final Pattern TOKEN =
            Pattern.compile(
                    "\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|`[^`]*`"
                            + "|\\[[^\\]]*]|\\$\\{?\\w+}?"
                            + "|[a-zA-Z_:][a-zA-Z0-9_:]*"
                            + "|[0-9][0-9.a-zA-Z]*|=~|!~|!=|==|<=|>=|.",
                    Pattern.DOTALL);
    private static final Set<String> KEYWORDS =
            Set.of("and", "or", "unless", "offset", "bool", "atan2", "inf", "nan");
    private static final Set<String> LISTING =
            Set.of("by", "without", "on", "ignoring", "group_left", "group_right");
    private static final Pattern WORD = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

    static PromQl of(String expression) {
        return new Reader(expression).read();
    }

    private static final class Reader {
        private final Matcher tokens;
        private final Set<String> metrics = new TreeSet<>();
        private final Set<String> labels = new TreeSet<>();
        private int open;
        private String token = "";

        Reader(String expression) {
            this.tokens = TOKEN.matcher(expression);
        }

        PromQl read() {
            for (boolean more = next(); more; ) {
                if (token.equals("{")) {
                    words("}");
                } else if (WORD.matcher(token).matches()) {
                    more = word();
                    continue;
                } else {
                    open += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
                }
                more = next();
            }
            if (open != 0) {
                throw new IllegalArgumentException("brackets do not match");
            }
            return new PromQl(metrics, labels);
        }

        /** A word and what follows it; whether there is a token after that. */
        private boolean word() {
            String word = token;
            boolean more = next();
            if (LISTING.contains(word)) {
                if (more && token.equals("(")) {
                    words(")");
                    more = next();
                }
            } else if (!KEYWORDS.contains(word.toLowerCase(Locale.ROOT)) && !(more && isCall())) {
                metrics.add(word);
            }
            return more;
        }

        /** A function has its arguments next, an aggregation perhaps its labels before them. */
        private boolean isCall() {
            return token.equals("(") || token.equals("by") || token.equals("without");
        }

        /** Labels, up to the end of their list. */
        private void words(String end) {
            while (next() && !token.equals(end)) {
                if (WORD.matcher(token).matches()) {
                    labels.add(token);
                }
            }
            if (!token.equals(end)) {
                throw new IllegalArgumentException("there is no " + end);
            }
        }

        private boolean next() {
            while (tokens.find()) {
                token = tokens.group();
                if (!token.isBlank()) {
                    return true;
                }
            }
            return false;
        }
    }
}
