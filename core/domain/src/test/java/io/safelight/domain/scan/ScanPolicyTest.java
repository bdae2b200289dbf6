package io.safelight.domain.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.safelight.domain.image.Cause;
import io.safelight.domain.scan.ScanDecision.Proceed;
import io.safelight.domain.scan.ScanDecision.Quarantine;
import io.safelight.domain.scan.ScanDecision.TryAgain;
import io.safelight.domain.scan.ScanDecision.Wait;
import io.safelight.domain.scan.Verdict.Reason;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScanPolicyTest {
    private final ScanPolicy policy = new ScanPolicy(3);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, Integer.MAX_VALUE})
    void onlyACleanVerdictLetsProgramsSeeTheImage(int tries) {
        assertThat(policy.decide(new Verdict.Clean(), tries)).isEqualTo(new Proceed());
        for (Reason reason : Reason.values()) {
            assertThat(policy.decide(undecided(reason), tries)).isNotInstanceOf(Proceed.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, Integer.MAX_VALUE})
    void anInfectedImageIsQuarantinedAtOnce(int tries) {
        assertThat(policy.decide(new Verdict.Infected("Eicar"), tries))
                .isEqualTo(new Quarantine(new Cause("infected", "Eicar")));
    }

    @ParameterizedTest
    @EnumSource(names = {"SCANNER_DOWN", "SIGNATURES_STALE"})
    void aScannerAtFaultIsWaitedForHoweverOften(Reason reason) {
        for (int tries : new int[] {0, 2, 3, 100, Integer.MAX_VALUE}) {
            assertThat(policy.decide(undecided(reason), tries)).isEqualTo(new Wait());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TIMED_OUT", "OVER_LIMIT", "CRASHED"})
    void anImageThatMayBeAtFaultIsQuarantinedAtItsLastTry(Reason reason) {
        assertThat(policy.decide(undecided(reason), 0)).isEqualTo(new TryAgain());
        assertThat(policy.decide(undecided(reason), 1)).isEqualTo(new TryAgain());
        for (int tries : new int[] {2, 3, 100, Integer.MAX_VALUE}) {
            assertThat(policy.decide(undecided(reason), tries)).isInstanceOf(Quarantine.class);
        }
        assertThat(new ScanPolicy(1).decide(undecided(reason), 0)).isInstanceOf(Quarantine.class);
    }

    @Test
    void anImageThatBringsDownTheScannerIsQuarantinedForThat() {
        assertThat(policy.decide(undecided(Reason.CRASHED), 2))
                .isEqualTo(
                        new Quarantine(new Cause("scan-crashed", "The scan ended the scanner.")));
    }

    @Test
    void atLeastOneTryIsMade() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ScanPolicy(0));
    }

    @Test
    void aThreatHasAShortName() {
        assertThat(new Verdict.Infected("x".repeat(1000)).threat()).hasSize(256);
        assertThatIllegalArgumentException().isThrownBy(() -> new Verdict.Infected(""));
    }

    @Test
    void onlyACleanScanIsClean() {
        var engine = new ScanEngine("ClamAV", "1", Optional.empty());

        assertThat(new Scan(new Verdict.Clean(), engine, Instant.EPOCH).isClean()).isTrue();
        assertThat(new Scan(new Verdict.Infected("x"), engine, Instant.EPOCH).isClean()).isFalse();
        for (Reason reason : Reason.values()) {
            assertThat(new Scan(undecided(reason), engine, Instant.EPOCH).isClean()).isFalse();
        }
    }

    private static Verdict undecided(Reason reason) {
        return new Verdict.Undecided(reason, "");
    }
}
