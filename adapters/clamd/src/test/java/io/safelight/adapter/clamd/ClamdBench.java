package io.safelight.adapter.clamd;

import io.safelight.ports.scanner.Scanner;
import io.safelight.testkit.scanner.ScannerContract;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** A scanner on a real clamd, which it can take away, freeze and give back. */
final class ClamdBench implements ScannerContract.Bench {
    static final ClamdSettings SCANNER =
            new ClamdSettings(
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(50),
                    8,
                    Duration.ofDays(7));
    private static final int MAX_IMAGE_BYTES = 8 << 20;

    private final Scanner scanner;
    private volatile ClamdProcess clamd;

    ClamdBench() {
        this.clamd = ClamdProcess.start(settings());
        this.scanner = ClamdScanner.open(new Current(), SCANNER, InstantSource.system());
    }

    static ClamdProcessSettings settings() {
        return settings(new Signatures.TestOnly(), Duration.ofSeconds(60));
    }

    static ClamdProcessSettings settings(Signatures signatures, Duration silenceLimit) {
        var usual = ClamdProcessSettings.defaults(signatures, SCANNER);
        return new ClamdProcessSettings(
                usual.clamd(),
                usual.scratch(),
                signatures,
                MAX_IMAGE_BYTES,
                usual.concurrentScans(),
                usual.scanLimit(),
                false,
                silenceLimit);
    }

    @Override
    public Scanner scanner() {
        return scanner;
    }

    @Override
    public void stop() {
        clamd.close();
    }

    @Override
    public void start() {
        if (clamd.pid().isPresent()) {
            Processes.signal("CONT", clamd.pid().getAsLong());
        } else {
            clamd = ClamdProcess.start(settings());
        }
    }

    @Override
    public void hang() {
        Processes.signal("STOP", clamd.pid().getAsLong());
    }

    @Override
    public Duration answersWithin() {
        return SCANNER.scanLimit().multipliedBy(2).plus(SCANNER.answerLimit());
    }

    @Override
    public int overLimitBytes() {
        return MAX_IMAGE_BYTES + 100_000;
    }

    @Override
    public void close() {
        scanner.close();
        clamd.close();
    }

    /** Each start has another socket. */
    private final class Current implements ClamdHost {
        @Override
        public Path socket() {
            return clamd.socket();
        }

        @Override
        public boolean testMode() {
            return clamd.testMode();
        }

        @Override
        public String condition() {
            return clamd.condition();
        }
    }
}
