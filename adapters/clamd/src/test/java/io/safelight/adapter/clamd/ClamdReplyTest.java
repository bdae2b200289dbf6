package io.safelight.adapter.clamd;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.scan.Verdict;
import io.safelight.domain.scan.Verdict.Reason;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClamdReplyTest {

    @Test
    void findingIsInfectedWithItsName() {
        assertThat(ClamdReply.of("stream: Win.Test.EICAR_HDB-1 FOUND"))
                .isEqualTo(settled(new Verdict.Infected("Win.Test.EICAR_HDB-1")));
    }

    @Test
    void nameFromOutsideIsCutAndPrintable() {
        String name = "A\u0007" + "b".repeat(900);

        ClamdReply reply = ClamdReply.of("stream: " + name + " FOUND");

        assertThat(reply).isEqualTo(settled(new Verdict.Infected("A?" + "b".repeat(198))));
    }

    @ParameterizedTest
    @CsvSource({
        "stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND, OVER_LIMIT",
        "stream: Heuristics.Limits.Exceeded.MaxScanSize FOUND, OVER_LIMIT",
        "stream: Heuristics.Limits.Exceeded FOUND, OVER_LIMIT",
        "stream: Heuristics.Limits.Exceeded.MaxScanTime FOUND, TIMED_OUT",
        "INSTREAM size limit exceeded. ERROR, OVER_LIMIT",
        "stream: Time limit reached ERROR, TIMED_OUT",
        "stream: Can't allocate memory ERROR, SCANNER_DOWN",
        "stream: Can't create temporary file ERROR, SCANNER_DOWN",
        "COMMAND READ TIMED OUT ERROR, SCANNER_DOWN",
    })
    void limitsAndFailuresAreNoThreats(String answer, Reason reason) {
        assertThat(ClamdReply.of(answer))
                .isInstanceOfSatisfying(
                        ClamdReply.Settled.class,
                        settled ->
                                assertThat(settled.verdict())
                                        .isInstanceOfSatisfying(
                                                Verdict.Undecided.class,
                                                undecided ->
                                                        assertThat(undecided.reason())
                                                                .isEqualTo(reason)));
    }

    @Test
    void nothingButTheExactAnswerIsClean() {
        long seed = System.nanoTime();
        var random = new Random(seed);

        for (int i = 0; i < 20_000; i++) {
            var changed = new StringBuilder("stream: OK");
            int at = random.nextInt(changed.length());
            switch (random.nextInt(3)) {
                case 0 -> changed.setCharAt(at, (char) random.nextInt(256));
                case 1 -> changed.insert(at, (char) random.nextInt(256));
                default -> changed.deleteCharAt(at);
            }
            String answer = changed.toString();
            if (!answer.equals("stream: OK")) {
                assertThat(ClamdReply.of(answer))
                        .as("seed %s, answer %s", seed, answer)
                        .isNotEqualTo(settled(new Verdict.Clean()));
            }
        }
    }

    private static ClamdReply settled(Verdict verdict) {
        return new ClamdReply.Settled(verdict);
    }
}
