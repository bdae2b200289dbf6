package io.safelight.adapter.clamd;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.safelight.domain.scan.ScanEngine;
import io.safelight.domain.scan.Verdict;
import io.safelight.fuzz.Bytes;
import io.safelight.fuzz.Trial;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.MethodSource;

/** What a scanner answers that may be broken, or not a scanner. */
class ClamdAnswersFuzzTest {
    private static final Deadlines DEADLINES = Deadlines.start();
    private static @Nullable TalkingScanner scanner;

    @BeforeAll
    static void start() throws IOException {
        scanner = TalkingScanner.start();
    }

    @AfterAll
    static void stop() throws IOException {
        scanner().close();
        DEADLINES.close();
    }

    private static TalkingScanner scanner() {
        if (scanner == null) {
            throw new IllegalStateException("not started");
        }
        return scanner;
    }

    static Stream<byte[]> seeds() {
        return Stream.of(
                        "stream: OK\0",
                        "stream: OK",
                        "stream: OK\0stream: OK\0",
                        "stream: Eicar-Test-Signature FOUND\0",
                        "stream:  FOUND\0",
                        "stream: Heuristics.Limits.Exceeded.MaxScanTime FOUND\0",
                        "INSTREAM size limit exceeded. ERROR\0",
                        "stream: Can't allocate memory ERROR\0",
                        "stream: Broken file ERROR\0",
                        "ClamAV 1.4.6/27818/Fri Nov 21 09:27:58 2026\0",
                        "ClamAV 1.4.6/27818/Sat Nov  1 09:27:58 2026\0",
                        "Error: x\nWARNING: \u0007\n")
                .map(Bytes::utf8);
    }

    @MethodSource("seeds")
    @FuzzTest
    void onlyOneAnswerMeansClean(byte[] answer) {
        Trial.run(() -> check(answer), (Object) answer);
    }

    private static void check(byte[] answer) throws IOException {
        String text = new String(answer, ISO_8859_1);
        meaning(ClamdReply.of(text), text.equals("stream: OK"));
        meaning(ClamdReply.early(text), false);
        version(ClamdVersion.parse(text, false));
        version(ClamdVersion.parse(text, true));
        var tail = new OutputTail();
        tail.drain(new ByteArrayInputStream(answer));
        assertThat(tail.complaints()).matches("[ -~]{0,1100}");
        if (answer.length % 8 == 1) {
            overTheSocket(answer);
        }
    }

    private static void meaning(ClamdReply reply, boolean mayBeClean) {
        switch (reply) {
            case ClamdReply.Settled(Verdict.Clean()) -> assertThat(mayBeClean).isTrue();
            case ClamdReply.Settled(Verdict.Infected(String threat)) ->
                    assertThat(threat).matches("[ -~]{1,200}");
            case ClamdReply.Settled(Verdict.Undecided undecided) ->
                    assertThat(undecided.detail()).matches("[ -~]+");
            case ClamdReply.Failed(String text) -> assertThat(text).matches("[ -~]+");
        }
    }

    private static void version(Optional<ScanEngine> engine) {
        engine.ifPresent(
                e -> {
                    assertThat(e.name()).matches("[ -~]{1,200}");
                    assertThat(e.signatures()).matches("[ -~]{0,200}");
                });
    }

    /** Whole, in pieces, cut off, too long: it is the one good answer, or an exception. */
    private static void overTheSocket(byte[] answer) {
        scanner().say(answer);
        boolean good = new String(answer, ISO_8859_1).equals("stream: OK\0");
        try (var connection =
                ClamdConnection.open(scanner().path(), DEADLINES, Duration.ofSeconds(10))) {
            meaning(connection.scan(ByteBuffer.wrap(new byte[100])), good);
        } catch (IOException e) {
            assertThat(good).isFalse();
        }
    }
}
