package io.safelight.adapter.clamd;

import io.safelight.domain.scan.Verdict;
import io.safelight.domain.scan.Verdict.Reason;
import java.util.List;
import java.util.Locale;

/** What clamd's answer to a stream means. */
sealed interface ClamdReply {

    /** The answer settles it. */
    record Settled(Verdict verdict) implements ClamdReply {}

    /**
     * clamd failed on this stream. Whether the image is to blame shows when clamd is given another.
     */
    record Failed(String text) implements ClamdReply {}

    /** Texts of failures that any image would have met. From libclamav's and clamd's sources. */
    List<String> SCANNER_FAULTS =
            List.of(
                    "memory",
                    "temporary",
                    "tempfile",
                    "can't create",
                    "can't write",
                    "can't open",
                    "can't fstat",
                    "database",
                    "unknown command",
                    "read timed out",
                    "queue");

    /** An answer after the whole stream was sent. */
    static ClamdReply of(String answer) {
        return answer.equals("stream: OK") ? settled(new Verdict.Clean()) : early(answer);
    }

    /** An answer to a part of the stream: whatever it says, it does not say clean. */
    static ClamdReply early(String answer) {
        if (answer.startsWith("stream: ") && answer.endsWith(" FOUND")) {
            return found(answer.substring(8, Math.max(8, answer.length() - 6)));
        }
        if (answer.endsWith("ERROR")) {
            return error(answer);
        }
        return undecided(Reason.SCANNER_DOWN, "clamd answered nonsense: " + printable(answer));
    }

    /** Text from outside, cut and without control characters. */
    static String printable(String text) {
        String cut = text.length() <= 200 ? text : text.substring(0, 200);
        return cut.replaceAll("[^ -~]", "?");
    }

    private static ClamdReply found(String name) {
        String threat = printable(name).strip();
        if (threat.isEmpty()) {
            return undecided(Reason.SCANNER_DOWN, "clamd found a threat without a name");
        }
        // These are not threats but clamd's way to say that it did not look at everything.
        if (threat.startsWith("Heuristics.Limits.Exceeded")) {
            boolean time = threat.contains("ScanTime");
            return undecided(time ? Reason.TIMED_OUT : Reason.OVER_LIMIT, threat);
        }
        return settled(new Verdict.Infected(threat));
    }

    private static ClamdReply error(String answer) {
        String text = printable(answer);
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("size limit exceeded")) {
            return undecided(Reason.OVER_LIMIT, text);
        }
        if (lower.contains("time limit")) {
            return undecided(Reason.TIMED_OUT, text);
        }
        if (!lower.startsWith("stream: ") || SCANNER_FAULTS.stream().anyMatch(lower::contains)) {
            return undecided(Reason.SCANNER_DOWN, "clamd failed: " + text);
        }
        return new Failed(text);
    }

    private static ClamdReply undecided(Reason reason, String detail) {
        return settled(new Verdict.Undecided(reason, detail));
    }

    private static ClamdReply settled(Verdict verdict) {
        return new Settled(verdict);
    }
}
