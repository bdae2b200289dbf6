package io.safelight.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.safelight.domain.identity.Principal;
import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.Role;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.Cause;
import io.safelight.ports.query.ResultFormat;
import io.safelight.ports.query.SqlAnswer;
import io.safelight.ports.query.SqlEngine;
import io.safelight.ports.query.SqlQuestion;
import io.safelight.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** Questions and answers of tests. */
final class Asking {
    static final Principal ANA = principal("acme", Role.MEMBER);
    static final Principal ADMIN = principal("acme", Role.ADMINISTRATOR);
    private static final ObjectMapper JSON = new ObjectMapper();

    private Asking() {}

    static Principal principal(String tenant, Role role) {
        return new Principal(new TenantId(tenant), new PrincipalId("ana"), role);
    }

    static QuerySettings settings(Map<String, String> values) {
        Settings settings = Settings.of(values);
        QuerySettings query = QuerySettings.from(settings);
        settings.check();
        return query;
    }

    static JailedLaunch jails(QuerySettings settings) {
        try {
            return JailedLaunch.prepare(
                    settings,
                    Path.of(System.getProperty("java.home")),
                    Path.of(System.getProperty("java.io.tmpdir"), "query-cache"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(SqlEngine engine, Principal who, String sql, ResultFormat format) {
        SqlAnswer answer = engine.query(new SqlQuestion(who, sql, format));
        assertThat(answer).as(sql).isInstanceOf(SqlAnswer.Rows.class);
        try (InputStream body = ((SqlAnswer.Rows) answer).body()) {
            return body.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(sql, e);
        }
    }

    static JsonNode json(SqlEngine engine, Principal who, String sql) {
        try {
            return JSON.readTree(bytes(engine, who, sql, ResultFormat.JSON));
        } catch (IOException e) {
            throw new UncheckedIOException(sql, e);
        }
    }

    static JsonNode rows(SqlEngine engine, Principal who, String sql) {
        return json(engine, who, sql).get("rows");
    }

    static Cause refused(SqlEngine engine, Principal who, String sql) {
        return refused(engine, who, sql, ResultFormat.JSON);
    }

    static Cause refused(SqlEngine engine, Principal who, String sql, ResultFormat format) {
        SqlAnswer answer = engine.query(new SqlQuestion(who, sql, format));
        if (answer instanceof SqlAnswer.Rows(InputStream body)) {
            try (body) {
                throw new AssertionError(
                        sql
                                + " answered "
                                + new String(
                                        body.readAllBytes(),
                                        java.nio.charset.StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new AssertionError(sql, e);
            }
        }
        assertThat(answer).as(sql).isInstanceOf(SqlAnswer.Rejected.class);
        Cause cause = ((SqlAnswer.Rejected) answer).cause();
        assertThat(cause.code()).startsWith("sql-");
        return cause;
    }
}
