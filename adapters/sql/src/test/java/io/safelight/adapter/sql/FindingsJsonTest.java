package io.safelight.adapter.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.domain.image.Cause;
import io.safelight.domain.scan.Scan;
import io.safelight.domain.scan.ScanEngine;
import io.safelight.domain.scan.Verdict;
import io.safelight.domain.work.Findings;
import io.safelight.domain.work.Outcome;
import io.safelight.ports.PortException;
import io.safelight.testkit.ledger.LedgerSamples;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FindingsJsonTest {
    static Stream<Findings> findings() {
        return Stream.concat(
                Stream.of(
                                LedgerSamples.completed(1),
                                LedgerSamples.completed(2),
                                LedgerSamples.quarantined(1),
                                LedgerSamples.failed(),
                                LedgerSamples.failedLate(1))
                        .map(Outcome::findings),
                Arrays.stream(Verdict.Reason.values()).map(FindingsJsonTest::undecided));
    }

    private static Findings undecided(Verdict.Reason reason) {
        var scan =
                new Scan(
                        new Verdict.Undecided(reason, "why\n"),
                        new ScanEngine("ClamAV 1.4.3", "27500", Optional.empty()),
                        LedgerSamples.NOON);
        return new Findings(
                Optional.of(scan),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.of(new Cause("scan-timed-out", "")));
    }

    @ParameterizedTest
    @MethodSource("findings")
    void whatIsWrittenIsReadAgain(Findings findings) {
        assertThat(FindingsJson.read(FindingsJson.write(findings))).isEqualTo(findings);
    }

    @Test
    void noFindingsTakeNoSpace() {
        assertThat(FindingsJson.write(Findings.NONE)).isEmpty();
        assertThat(FindingsJson.read(Optional.empty())).isEqualTo(Findings.NONE);
    }

    @Test
    void theFormatStaysWhatItIs() throws IOException {
        Optional<String> golden = Optional.of(resource("findings.json"));

        assertThat(FindingsJson.write(LedgerSamples.completed(1).findings())).isEqualTo(golden);
        assertThat(FindingsJson.read(golden)).isEqualTo(LedgerSamples.completed(1).findings());
    }

    @Test
    void namesOfALaterVersionArePassedOver() {
        Optional<String> later = Optional.of("{\"runs\":[],\"outputs\":[],\"labels\":{\"a\":[1]}}");

        assertThat(FindingsJson.read(later)).isEqualTo(Findings.NONE);
    }

    @ParameterizedTest
    @MethodSource("brokenTexts")
    void whatIsBrokenIsReportedAsCorrupt(String text) {
        assertThatThrownBy(() -> FindingsJson.read(Optional.of(text)))
                .isInstanceOfSatisfying(
                        PortException.class,
                        e -> assertThat(e.kind()).isEqualTo(PortException.Kind.CORRUPT));
    }

    static Stream<String> brokenTexts() {
        return Stream.of(
                "{",
                "{\"scan\":{}}",
                "{\"scan\":{\"verdict\":\"maybe\"}}",
                "{\"scan\":{\"verdict\":\"clean\",\"engine\":\"e\",\"signatures\":\"1\",\"at\":\"now\"}}",
                "{\"runs\":[{\"program\":\"../x\"}]}",
                "{\"probe\":{\"width\":-1}}");
    }

    private static String resource(String name) throws IOException {
        try (InputStream bytes = FindingsJsonTest.class.getResourceAsStream("/" + name)) {
            return new String(Objects.requireNonNull(bytes).readAllBytes(), StandardCharsets.UTF_8)
                    .strip();
        }
    }
}
