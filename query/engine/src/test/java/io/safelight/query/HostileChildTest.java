package io.safelight.query;

import static io.safelight.query.Asking.ANA;
import static io.safelight.query.Asking.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.ports.PortException;
import io.safelight.ports.query.ResultFormat;
import io.safelight.ports.query.SqlAnswer;
import io.safelight.ports.query.SqlQuestion;
import io.safelight.telemetry.Meters;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The parent, against children that say what they like. */
class HostileChildTest {
    @TempDir Path folder;

    @Test
    void dataBeyondTheLimitCutsTheAnswer() {
        byte[] script = frames("R", "D" + "x".repeat(60_000), "D" + "x".repeat(60_000));
        byte[] endless = new byte[0];
        for (int i = 0; i < 20; i++) {
            endless = join(endless, frames("D" + "x".repeat(60_000)));
        }

        SqlAnswer answer = ask(join(script, endless));

        assertThatThrownBy(() -> read(answer)).hasMessageContaining("more than it may");
    }

    @Test
    void anAnswerWithoutAnEndIsCut() {
        SqlAnswer answer = ask(frames("R", "Dabc"));

        assertThatThrownBy(() -> read(answer)).hasMessageContaining("cut");
    }

    @Test
    void aWholeAnswerIsPassedOn() {
        assertThat(read(ask(frames("R", "Dabc", "Ddef", "E")))).isEqualTo("abcdef");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Xsql-nonsense\nx", "X", "Xsql-failed", "Q{}", "R", "Zx"})
    void nonsenseIsARefusalWithoutIts(String frame) {
        SqlAnswer answer = ask(frames("R", frame));

        assertThat(answer).isInstanceOf(SqlAnswer.Rejected.class);
        assertThat(((SqlAnswer.Rejected) answer).cause().code()).isEqualTo("sql-failed");
    }

    @Test
    void refusalsAreShortAndOfOneLine() {
        SqlAnswer answer =
                ask(frames("R", "Xsql-syntax\nbad\nline\r\u001b[31m" + "x".repeat(9000)));

        String text = ((SqlAnswer.Rejected) answer).cause().text();
        assertThat(text).hasSize(500).doesNotContain("\n", "\r", "\u001b");
    }

    @Test
    void lengthsThatLieTakeNoMemory() {
        byte[] huge = join(frames("R"), new byte[] {'D', 0x7f, -1, -1, -1});
        byte[] negative = join(frames("R"), new byte[] {'D', -1, -1, -1, -1});

        assertThat(ask(huge)).isInstanceOf(SqlAnswer.Rejected.class);
        assertThat(ask(negative)).isInstanceOf(SqlAnswer.Rejected.class);
    }

    @Test
    void aChildThatDoesNotComeUpIsTold() {
        assertThatThrownBy(() -> ask(new byte[0]))
                .isInstanceOf(PortException.class)
                .hasMessageContaining("did not start");
    }

    private SqlAnswer ask(byte[] script) {
        QuerySettings settings =
                settings(Map.of("query.max-answer", "1MiB", "query.time-limit", "2s"));
        var engine =
                GovernedSqlEngine.start(
                        new ParquetLake(folder),
                        settings,
                        InstantSource.fixed(ParquetLake.NOW),
                        place -> new Scripted(new ByteArrayInputStream(script)),
                        Meters.none());
        return engine.query(new SqlQuestion(ANA, "SELECT 1", ResultFormat.JSON));
    }

    private static String read(SqlAnswer answer) {
        try (InputStream body = ((SqlAnswer.Rows) answer).body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] frames(String... frames) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            for (String frame : frames) {
                byte[] payload = frame.substring(1).getBytes(StandardCharsets.UTF_8);
                out.writeByte(frame.charAt(0));
                out.writeInt(payload.length);
                out.write(payload);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] join(byte[] a, byte[] b) {
        byte[] both = java.util.Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    private record Scripted(InputStream answers) implements QueryChild {

        @Override
        public OutputStream requests() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public boolean isAlive() {
            return true;
        }

        @Override
        public void kill() {}

        @Override
        public String lastWords() {
            return "";
        }
    }
}
