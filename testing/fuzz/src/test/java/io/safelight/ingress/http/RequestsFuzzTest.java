package io.safelight.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageId;
import io.safelight.fuzz.Trial;
import io.safelight.ingest.ClaimsReading;
import io.safelight.ports.query.ResultFormat;
import io.safelight.telemetry.TraceContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Query, headers and JSON of requests: each is understood or answered with what is wrong. */
class RequestsFuzzTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<String> seeds() {
        return Stream.concat(uploads(), Stream.concat(questions(), documents()));
    }

    private static Stream<String> uploads() {
        String digest = "sha-256=:" + "A".repeat(43) + "=:";
        return Stream.of(
                "POST \nRepr-Digest: " + digest + "\nIdempotency-Key: k-1",
                "POST \nRepr-Digest: sha-512=:AA==:, " + digest + ";q=1\nRepr-Digest: x",
                "POST \nRepr-Digest: sha-256=:" + "=".repeat(44) + ":",
                "POST \nSafelight-Attributes: {\"a\":1,\"b\":\"\u00c3\u00a9\",\"c\":true}",
                "POST \nContent-Disposition: attachment; filename=\"a\\\"b.jpg\"; x=y",
                "POST \nContent-Disposition: attachment; filename*=UTF-8'en'caf%C3%A9.jpg",
                "POST \nContent-Disposition: ;filename*=UTF-8''%zz",
                "POST \nContent-Encoding: gzip\nIdempotency-Key: a\nIdempotency-Key: b",
                "POST \ntraceparent: 00-" + "1".repeat(32) + "-" + "2".repeat(16) + "-01");
    }

    private static Stream<String> questions() {
        return Stream.of(
                "GET state=completed&from=2026-11-21T12:00:00Z&to=x&limit=7&tenant=acme",
                "GET cursor=0199a3f0-0000-7000-8000-000000000000&limit=99999999999",
                "GET after=12&tenant=%41%zz\nLast-Event-ID: 9223372036854775808",
                "GET after=%",
                "GET limit=%31\nContent-Type: text/plain; charset=nothing",
                "GET \nLast-Event-ID: -1\nAccept: text/csv;q=0.5, */*;q=0.1, application/json;q=2",
                "GET \nAccept: application/vnd.apache.arrow.stream;q=1.000");
    }

    private static Stream<String> documents() {
        return Stream.of(
                "POST \n\n{\"token\":\"sl_0\"}",
                "POST \n\n{\"sql\":\"SELECT 1\"}",
                "POST \n\n{\"tenant\":\"acme\",\"principal\":\"ana\",\"administrator\":true}",
                "POST \n\n{\"images\":[\"0199a3f0-0000-7000-8000-000000000000\",{}],\"all\":1}",
                "POST \n\n{\"a\":{\"a\":1e999999}} {}",
                "POST \n\n\u0000\u0000\u0000\u0000\u0000\u0000\u0000{\u0001");
    }

    @MethodSource("seeds")
    @FuzzTest
    void aRequestIsUnderstoodOrAnsweredWithWhatIsWrong(@NotNull String request) {
        Trial.run(() -> check(request), request);
    }

    private static void check(String request) throws IOException {
        var exchange = new Exchange(request);
        Context ctx = exchange.context();
        upload(ctx);
        page(ctx);
        understood(
                () -> {
                    EventRoutes.resumeAfter(ctx).ifPresent(n -> assertThat(n).isNotNegative());
                });
        understood(
                () ->
                        assertThat(SqlFormats.preferred(ctx.header("Accept")))
                                .isIn((Object[]) ResultFormat.values()));
        String trace = ctx.header("traceparent");
        if (trace != null) {
            TraceContext.parse(trace)
                    .ifPresent(
                            read -> assertThat(TraceContext.parse(read.toString())).hasValue(read));
        }
        document(exchange.body());
    }

    private static void upload(Context ctx) throws IOException {
        understood(() -> UploadHeaders.requireIdentity(ctx));
        understood(
                () -> {
                    var claims = UploadHeaders.claims(ctx);
                    claims.sha256().ifPresent(hex -> assertThat(hex).matches("[0-9a-f]{64}"));
                    ClaimsReading.check(claims);
                });
    }

    private static void page(Context ctx) throws IOException {
        understood(() -> Route.instant(ctx, "from"));
        understood(() -> Route.parsed(ctx, "tenant", TenantId::new, "a name"));
        understood(() -> Route.parsed(ctx, "cursor", ImageId::parse, "a cursor"));
        understood(() -> assertThat(Route.limit(ctx, 5, 10)).isBetween(1, 10));
    }

    private static void document(byte[] body) throws IOException {
        understood(() -> Json.requireOnly(Json.object(body), Set.of("sql")));
        understood(() -> assertThat(Json.text(Json.object(body), "sql")).isNotNull());
        understood(() -> OperationRoutes.newPrincipal(Json.object(body)));
        understood(() -> OperationRoutes.images(Json.object(body).path("images")));
    }

    private interface Reading {
        void read() throws IOException;
    }

    /** Or answered with a problem of the sender's, which is JSON and tells its code. */
    private static void understood(Reading reading) throws IOException {
        try {
            reading.read();
        } catch (Problem problem) {
            assertThat(problem.status()).isBetween(400, 499);
            JsonNode told = JSON.readTree(new String(problem.body(), StandardCharsets.UTF_8));
            assertThat(told.path("code").asText()).matches("[a-z-]+");
        }
    }
}
