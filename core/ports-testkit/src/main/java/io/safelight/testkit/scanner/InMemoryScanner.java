package io.safelight.testkit.scanner;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.safelight.domain.scan.Scan;
import io.safelight.domain.scan.ScanEngine;
import io.safelight.domain.scan.Verdict;
import io.safelight.domain.scan.Verdict.Reason;
import io.safelight.ports.bytes.ImageBytes;
import io.safelight.ports.scanner.Scanner;
import io.safelight.ports.scanner.ScannerStatus;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A scanner whose verdicts follow from markers in the content: the EICAR test text is known from
 * the start, further ones are added by {@link #answer}. Safe for many threads.
 */
public final class InMemoryScanner implements Scanner {
    private static final ScanEngine ENGINE =
            new ScanEngine("in-memory", "markers", Optional.empty());

    private final InstantSource clock;
    private final Duration scanLimit;
    private final long maxBytes;
    private final Map<String, Verdict> byMarker = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Optional<Verdict.Undecided> outOfOrder = Optional.empty();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile boolean testMode;

    /**
     * @param scanLimit after which a hung scan ends undecided
     * @param maxBytes above which content is over the limit
     */
    public InMemoryScanner(InstantSource clock, Duration scanLimit, long maxBytes) {
        this.clock = clock;
        this.scanLimit = scanLimit;
        this.maxBytes = maxBytes;
        answer(ScannerSamples.eicar(), new Verdict.Infected("Eicar-Test-Signature"));
    }

    public InMemoryScanner(InstantSource clock) {
        this(clock, Duration.ofSeconds(5), 64L << 20);
    }

    /** Content with this marker gets this verdict from now on. */
    public void answer(byte[] marker, Verdict verdict) {
        byMarker.put(new String(marker, ISO_8859_1), verdict);
    }

    /** Scans answer so from now on, and the status is not ready. */
    public void outOfOrder(Reason reason, String detail) {
        outOfOrder = Optional.of(new Verdict.Undecided(reason, detail));
    }

    public void stop() {
        outOfOrder(Reason.SCANNER_DOWN, "stopped");
    }

    /** Ends what {@link #stop}, {@link #outOfOrder} and {@link #hang} began. */
    public void start() {
        outOfOrder = Optional.empty();
        gate.countDown();
    }

    /** Scans wait from now on, until {@link #start} or their limit. */
    public void hang() {
        gate = new CountDownLatch(1);
    }

    public void testMode(boolean testMode) {
        this.testMode = testMode;
    }

    /** How many scans were asked for, whatever came of them. */
    public int asked() {
        return asked.get();
    }

    @Override
    public ScannerStatus status() {
        return outOfOrder
                .<ScannerStatus>map(why -> new ScannerStatus.NotReady(why.detail()))
                .orElseGet(() -> new ScannerStatus.Ready(ENGINE, testMode));
    }

    @Override
    public Scan scan(ImageBytes bytes) {
        asked.incrementAndGet();
        return new Scan(verdict(bytes), ENGINE, clock.instant());
    }

    @Override
    public void close() {
        outOfOrder(Reason.SCANNER_DOWN, "closed");
        gate.countDown();
    }

    private Verdict verdict(ImageBytes bytes) {
        if (!opensInTime()) {
            return new Verdict.Undecided(Reason.SCANNER_DOWN, "hung");
        }
        if (outOfOrder.isPresent()) {
            return outOfOrder.get();
        }
        if (bytes.size() > maxBytes) {
            return new Verdict.Undecided(Reason.OVER_LIMIT, "more than " + maxBytes + " bytes");
        }
        String content = ISO_8859_1.decode(bytes.buffer()).toString();
        return byMarker.entrySet().stream()
                .filter(entry -> content.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(Verdict.Clean::new);
    }

    private boolean opensInTime() {
        try {
            return gate.await(scanLimit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
