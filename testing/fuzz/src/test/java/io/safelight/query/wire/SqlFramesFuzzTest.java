package io.safelight.query.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.safelight.fuzz.Bytes;
import io.safelight.fuzz.Trial;
import io.safelight.ports.query.ResultFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What the SQL child and its parent say to each other. */
class SqlFramesFuzzTest {

    static Stream<byte[]> seeds() throws IOException {
        byte[] mine = question(Optional.of("acme")).toBytes();
        byte[] every = question(Optional.empty()).toBytes();
        var answer = new ByteArrayOutputStream();
        Frames child = Frames.ofChild(new ByteArrayInputStream(new byte[0]), answer);
        child.write(Frame.Kind.READY);
        child.write(Frame.Kind.DATA, mine, mine.length);
        child.write(Frame.Kind.END);
        child.write(new SqlRefusal(SqlCode.TIMED_OUT, "It took too long."));
        return Stream.of(
                mine,
                every,
                answer.toByteArray(),
                Bytes.utf8("sql-syntax\nline\u0000 \u202e two"),
                Bytes.utf8("{\"files\":[],\"everyTenant\":false}"));
    }

    private static Question question(Optional<String> tenant) {
        return new Question(
                "SELECT 1", tenant, 12, List.of("/lake/a.parquet"), ResultFormat.CSV, 10, 1000);
    }

    @MethodSource("seeds")
    @FuzzTest
    void nonsenseIsAnIoExceptionAndNothingElse(byte[] said) {
        Trial.run(() -> check(said), (Object) said);
    }

    private static void check(byte[] said) {
        var frames =
                Frames.ofParent(new ByteArrayInputStream(said), OutputStream.nullOutputStream());
        int read = 0;
        try {
            while (true) {
                Frame frame = frames.read();
                read += 5 + frame.payload().length;
                assertThat(frame.payload().length).isLessThanOrEqualTo(Frame.MAX_PAYLOAD_BYTES);
                refusal(frame.payload());
            }
        } catch (IOException end) {
            assertThat(read).isLessThanOrEqualTo(said.length);
        }
        refusal(said);
        question(said);
    }

    private static void refusal(byte[] payload) {
        try {
            SqlRefusal refusal = Frames.refusal(payload);
            assertThat(refusal.text().codePointCount(0, refusal.text().length()))
                    .isLessThanOrEqualTo(500);
            assertThat(refusal.text().chars().anyMatch(Character::isISOControl)).isFalse();
        } catch (IOException nonsense) {
            assertThat(nonsense).hasMessage("an unknown refusal");
        }
    }

    /** That a tenant is missing must never mean every tenant. */
    private static void question(byte[] payload) {
        try {
            Question question = Question.fromBytes(payload);
            assertThat(Question.fromBytes(question.toBytes())).isEqualTo(question);
            assertThat(new String(question.toBytes(), StandardCharsets.UTF_8))
                    .contains("\"everyTenant\":" + question.tenant().isEmpty());
        } catch (IOException nonsense) {
            assertThat(nonsense).hasMessageMatching("(?s).+");
        }
    }
}
