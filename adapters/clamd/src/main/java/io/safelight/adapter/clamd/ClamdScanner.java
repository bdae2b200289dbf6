package io.safelight.adapter.clamd;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.safelight.domain.scan.Scan;
import io.safelight.domain.scan.ScanEngine;
import io.safelight.domain.scan.Verdict;
import io.safelight.domain.scan.Verdict.Reason;
import io.safelight.ports.bytes.ImageBytes;
import io.safelight.ports.scanner.Scanner;
import io.safelight.ports.scanner.ScannerStatus;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Asks clamd over its unix socket, one connection a scan.
 *
 * <p>An answer takes at most the wait for a free place, the scan and two short questions: twice the
 * scan limit and twice the answer limit. When a scan fails or does not end, clamd is given a
 * harmless stream: only if it manages that one, the image is to blame.
 *
 * <p>When clamd goes away in the middle of scans, each of their images is suspected, and none is
 * blamed. The next scan of a suspect has clamd to itself, right after a harmless stream: if clamd
 * goes away again, the image is to blame.
 */
public final class ClamdScanner implements Scanner {
    private static final byte[] HARMLESS = "safelight".getBytes(US_ASCII);

    /** So many images that each bring down clamd would have to come between two scans of one. */
    private static final int SUSPECTS = 4096;

    private final ClamdHost host;
    private final ClamdSettings settings;
    private final InstantSource clock;
    private final Deadlines deadlines;
    private final EngineWatch watch;
    private final Semaphore places;
    private final Suspects suspects = new Suspects(SUSPECTS);

    private ClamdScanner(
            ClamdHost host, ClamdSettings settings, InstantSource clock, Deadlines deadlines) {
        this.host = host;
        this.settings = settings;
        this.clock = clock;
        this.deadlines = deadlines;
        this.watch = new EngineWatch(host, settings, deadlines, clock);
        this.places = new Semaphore(settings.concurrentScans(), true);
    }

    /** clamd need not answer yet. */
    public static ClamdScanner open(ClamdHost host, ClamdSettings settings, InstantSource clock) {
        return new ClamdScanner(host, settings, clock, Deadlines.start());
    }

    @Override
    public ScannerStatus status() {
        return watch.state().status();
    }

    @Override
    public Scan scan(ImageBytes bytes) {
        return switch (watch.state()) {
            case EngineState.Unusable(ScanEngine engine, Reason reason, String why) ->
                    scan(new Verdict.Undecided(reason, why), engine);
            case EngineState.Usable(ScanEngine engine, boolean _) ->
                    scan(verdictInTurn(bytes.buffer()), engine);
        };
    }

    /** Scans under way end undecided. */
    @Override
    public void close() {
        deadlines.close();
    }

    private Scan scan(Verdict verdict, ScanEngine engine) {
        return new Scan(verdict, engine, clock.instant());
    }

    private Verdict verdictInTurn(ByteBuffer content) {
        boolean alone = suspects.contains(content);
        int wanted = alone ? settings.concurrentScans() : 1;
        try {
            if (!places.tryAcquire(wanted, settings.scanLimit().toNanos(), TimeUnit.NANOSECONDS)) {
                return down("too many places are taken for %d more".formatted(wanted));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return down("the scan was interrupted");
        }
        try {
            return alone ? verdictAlone(content) : verdictAmongOthers(content);
        } finally {
            places.release(wanted);
        }
    }

    private Verdict verdictAmongOthers(ByteBuffer content) {
        try {
            return verdict(content);
        } catch (ConnectionLostException e) {
            suspects.add(content);
            return down("clamd went away: " + e.getMessage());
        }
    }

    private Verdict verdictAlone(ByteBuffer content) {
        if (!managesHarmless()) {
            return down("clamd does not manage a harmless stream");
        }
        try {
            Verdict verdict = verdict(content);
            if (!isDown(verdict)) {
                suspects.remove(content);
            }
            return verdict;
        } catch (ConnectionLostException e) {
            return new Verdict.Undecided(
                    Reason.CRASHED, "clamd went away, scanning nothing else: " + e.getMessage());
        }
    }

    private Verdict verdict(ByteBuffer content) throws ConnectionLostException {
        try {
            return switch (ask(content, settings.scanLimit())) {
                case ClamdReply.Settled(Verdict verdict) -> verdict;
                case ClamdReply.Failed(String text) -> blame(Reason.OVER_LIMIT, text);
            };
        } catch (SocketTimeoutException _) {
            return blame(Reason.TIMED_OUT, "no verdict within " + settings.scanLimit());
        } catch (ConnectionLostException e) {
            throw e;
        } catch (IOException e) {
            return down("clamd: " + e.getMessage());
        }
    }

    private Verdict blame(Reason reasonOfTheImage, String detail) {
        return managesHarmless()
                ? new Verdict.Undecided(reasonOfTheImage, detail)
                : down(detail + "; nor does clamd manage a harmless stream");
    }

    private boolean managesHarmless() {
        try {
            return ask(ByteBuffer.wrap(HARMLESS), settings.answerLimit())
                    .equals(new ClamdReply.Settled(new Verdict.Clean()));
        } catch (IOException _) {
            return false;
        }
    }

    private ClamdReply ask(ByteBuffer content, Duration limit) throws IOException {
        try (var connection = ClamdConnection.open(host.socket(), deadlines, limit)) {
            return connection.scan(content.duplicate());
        }
    }

    private static boolean isDown(Verdict verdict) {
        return verdict instanceof Verdict.Undecided(Reason reason, String _)
                && reason == Reason.SCANNER_DOWN;
    }

    private static Verdict down(String why) {
        return new Verdict.Undecided(Reason.SCANNER_DOWN, why);
    }
}
