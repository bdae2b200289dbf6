package io.safelight.testkit.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.safelight.domain.identity.Principal;
import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.Role;
import io.safelight.domain.identity.TenantId;
import io.safelight.ports.query.ResultFormat;
import io.safelight.ports.query.SqlAnswer;
import io.safelight.ports.query.SqlEngine;
import io.safelight.ports.query.SqlQuestion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every SQL engine keeps. */
public abstract class SqlEngineContract {
    protected static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    /** The row limit that {@link #engine} sets. */
    protected static final int MAX_ROWS = 20;

    private static final Principal MEMBER = principal(Role.MEMBER);
    private static final Principal ADMINISTRATOR = principal(Role.ADMINISTRATOR);
    private static final List<SampleImage> IMAGES =
            List.of(
                    new SampleImage("acme", "mine, \"quoted\".jpg", 1, NOW.plusSeconds(1)),
                    new SampleImage("acme", "gone.jpg", 2, NOW),
                    new SampleImage("globex", "theirs.jpg", 3, NOW.plusSeconds(1)),
                    new SampleImage("globex", "theirs-gone.jpg", 4, NOW.minusSeconds(1)));

    private static final List<String> FORBIDDEN =
            List.of(
                    "",
                    "nonsense",
                    "SELECT filename FROM images; SELECT filename FROM images",
                    "DELETE FROM images",
                    "DROP VIEW images",
                    "COPY images TO '/tmp/images.csv'",
                    "SELECT filename FROM other",
                    "SELECT * FROM read_csv('/etc/passwd')",
                    "SELECT * FROM '/etc/passwd.csv'",
                    "SELECT nothing FROM images");

    private SqlEngine engine = new InMemorySqlEngine(List.of(), NOW, 1);

    /**
     * An engine over these images only, whose clock stands at {@link #NOW} and whose answers have
     * at most {@link #MAX_ROWS} rows.
     */
    protected abstract SqlEngine engine(List<SampleImage> images) throws IOException;

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void membersSeeTheLivingRowsOfTheirTenant() throws IOException {
        engine = engine(IMAGES);

        String answer = answer(MEMBER, "SELECT tenant, filename FROM images", ResultFormat.CSV);

        assertThat(answer.lines())
                .containsExactly("tenant,filename", "acme,\"mine, \"\"quoted\"\".jpg\"");
    }

    @Test
    void administratorsSeeTheLivingRowsOfAll() throws IOException {
        engine = engine(IMAGES);

        String answer = answer(ADMINISTRATOR, "SELECT filename FROM images", ResultFormat.CSV);

        assertThat(answer).contains("mine", "theirs.jpg").doesNotContain("gone");
    }

    @Test
    void jsonHasColumnsRowsAndTheirNumber() throws IOException {
        engine = engine(IMAGES);

        String answer = answer(MEMBER, "SELECT filename, bytes FROM images", ResultFormat.JSON);

        assertThat(answer.replaceAll("\\s(?=[\\[\\]])", ""))
                .isEqualTo(
                        "{\"columns\":[{\"name\":\"filename\",\"type\":\"VARCHAR\"},"
                                + "{\"name\":\"bytes\",\"type\":\"BIGINT\"}],"
                                + "\"rows\":[[\"mine, \\\"quoted\\\".jpg\",1]],"
                                + "\"rowCount\":1,\"truncated\":false}");
    }

    @Test
    void jsonSaysWhenRowsAreMissing() throws IOException {
        engine = engine(many(MAX_ROWS + 1));

        String answer = answer(MEMBER, "SELECT bytes FROM images", ResultFormat.JSON);

        assertThat(answer).endsWith("\"rowCount\":" + MAX_ROWS + ",\"truncated\":true}");
    }

    @Test
    void csvIsNeverSilentlyShort() throws IOException {
        engine = engine(many(MAX_ROWS + 1));

        SqlAnswer answer =
                engine.query(new SqlQuestion(MEMBER, "SELECT bytes FROM images", ResultFormat.CSV));

        assertThat(answer).isInstanceOf(SqlAnswer.Rejected.class);
    }

    @Test
    void everythingElseIsRejectedWithAReason() throws IOException {
        engine = engine(IMAGES);

        for (String sql : FORBIDDEN) {
            SqlAnswer answer = engine.query(new SqlQuestion(MEMBER, sql, ResultFormat.JSON));

            assertThat(answer).as(sql).isInstanceOf(SqlAnswer.Rejected.class);
            var cause = ((SqlAnswer.Rejected) answer).cause();
            assertThat(cause.code()).startsWith("sql-");
            assertThat(cause.text()).isNotBlank().doesNotContain("theirs");
        }
    }

    @Test
    void anAnswerThatIsNotReadDoesNotStopTheNext() throws IOException {
        engine = engine(IMAGES);

        for (int i = 0; i < 5; i++) {
            SqlAnswer answer =
                    engine.query(
                            new SqlQuestion(MEMBER, "SELECT * FROM images", ResultFormat.JSON));
            ((SqlAnswer.Rows) answer).body().close();
        }

        assertThat(answer(MEMBER, "SELECT bytes FROM images", ResultFormat.CSV)).contains("1");
    }

    private String answer(Principal who, String sql, ResultFormat format) {
        SqlAnswer answer = engine.query(new SqlQuestion(who, sql, format));
        assertThat(answer).isInstanceOf(SqlAnswer.Rows.class);
        try (InputStream body = ((SqlAnswer.Rows) answer).body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<SampleImage> many(int count) {
        Stream<SampleImage> images =
                IntStream.range(0, count)
                        .mapToObj(i -> new SampleImage("acme", "x.jpg", i, NOW.plusSeconds(9)));
        return images.toList();
    }

    private static Principal principal(Role role) {
        return new Principal(new TenantId("acme"), new PrincipalId("ana"), role);
    }
}
