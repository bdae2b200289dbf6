package io.safelight.ingress.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.javalin.http.Context;
import io.safelight.domain.identity.Principal;
import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.Role;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.Sha256;
import io.safelight.fuzz.Bytes;
import io.safelight.fuzz.Trial;
import io.safelight.ports.access.TokenRecord;
import io.safelight.ports.objects.SealedObject;
import io.safelight.testkit.access.InMemoryTokens;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Who asks, and for which bytes: tokens, session cookies, ranges. */
class ReadersFuzzTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String SECRET = "ab".repeat(32);
    private static final String FOR_EVER = "sl_0123456789abcdef_" + SECRET;
    private static final String SESSION = "sl_fedcba9876543210_" + SECRET;
    private static final String OVER = "sl_0000000000000000_" + SECRET;
    private static final String COOKIE = "Cookie: a=b; safelight-session=";
    private static final byte[] CONTENT = content();
    private static final StoredBytes STORED =
            new StoredBytes("image/jpeg", new Sha256("0".repeat(64)), "a.jpg");
    private static final Pattern CONTENT_RANGE =
            Pattern.compile("bytes (\\d{1,4})-(\\d{1,4})/" + CONTENT.length);

    private final Authentication authentication = new Authentication(tokens(), new SecureRandom());
    private final Sessions sessions =
            new Sessions(authentication, new OwnSite(Set.of("localhost")), Duration.ofHours(1));

    static Stream<String> seeds() {
        return Stream.of(
                "GET \nAuthorization: Bearer " + FOR_EVER,
                "GET \nAuthorization: bearer  " + SESSION + " ",
                "GET \nAuthorization: Bearer " + OVER,
                "GET \nAuthorization: Basic YTpi",
                "GET \nHost: localhost\n" + COOKIE + SESSION,
                "GET \nHost: LOCALHOST.\nSec-Fetch-Site: none\n" + COOKIE + FOR_EVER,
                "POST \nHost: localhost\nSafelight-Console: 1\n" + COOKIE + SESSION,
                "POST \nHost: [::1]\n" + COOKIE + SESSION + "\n" + COOKIE + SESSION,
                "GET \nRange: bytes=0-99",
                "GET \nRange: bytes=-1\nIf-Range: \"" + "0".repeat(64) + "\"",
                "GET \nRange: bytes=999-\nIf-None-Match: *",
                "GET \nRange: bytes=5-4",
                "GET \nRange: bytes=0-999999999999999999",
                "GET \nRange: bytes=-999999999999999999",
                "HEAD \nRange: bytes=1-2, 4-5");
    }

    @MethodSource("seeds")
    @FuzzTest
    void nobodyGetsInWithoutATokenAndBytesAreThoseOfTheRange(@NotNull String request) {
        Trial.run(() -> check(request), request);
    }

    private void check(String request) throws IOException {
        Context ctx = new Exchange(request).context();
        shown(() -> authentication.bearer(ctx, NOW))
                .ifPresent(
                        token ->
                                assertThat(request)
                                        .contains(
                                                token.expiresAt().isEmpty() ? FOR_EVER : SESSION));
        shown(() -> sessions.require(ctx, NOW))
                .ifPresent(
                        _ -> assertThat(request).contains("safelight-session").contains(SESSION));
        content(new Exchange(request));
    }

    private interface Showing {
        TokenRecord token();
    }

    private static Optional<TokenRecord> shown(Showing showing) {
        try {
            return Optional.of(showing.token());
        } catch (Problem problem) {
            assertThat(problem.status()).isIn(401, 403);
            return Optional.empty();
        }
    }

    private static void content(Exchange exchange) throws IOException {
        try {
            STORED.write(exchange.context(), new Stored());
        } catch (Problem problem) {
            assertThat(problem.status()).isEqualTo(416);
            assertThat(exchange.sent()).isEmpty();
            return;
        }
        byte[] expected = CONTENT;
        if (exchange.status() == 206) {
            Matcher range =
                    CONTENT_RANGE.matcher(String.valueOf(exchange.answered("Content-Range")));
            assertThat(range.matches()).isTrue();
            int first = Integer.parseInt(range.group(1));
            int last = Integer.parseInt(range.group(2));
            assertThat(first).isLessThanOrEqualTo(last);
            expected = Arrays.copyOfRange(CONTENT, first, last + 1);
        }
        boolean without = exchange.status() == 304 || exchange.method().equals("HEAD");
        assertThat(exchange.sent()).isEqualTo(without ? new byte[0] : expected);
        if (exchange.status() != 304) {
            assertThat(exchange.answered("Content-Length"))
                    .isEqualTo(Integer.toString(expected.length));
        }
    }

    private static final class Stored implements SealedObject {
        @Override
        public long size() {
            return CONTENT.length;
        }

        @Override
        public InputStream stream(long offset) {
            int from = Math.toIntExact(offset);
            return new ByteArrayInputStream(CONTENT, from, CONTENT.length - from);
        }
    }

    private static InMemoryTokens tokens() {
        var tokens = new InMemoryTokens();
        tokens.add(token(FOR_EVER, Optional.empty()));
        tokens.add(token(SESSION, Optional.of(NOW.plusSeconds(60))));
        tokens.add(token(OVER, Optional.of(NOW)));
        return tokens;
    }

    private static TokenRecord token(String text, Optional<Instant> expiresAt) {
        var ana = new Principal(new TenantId("acme"), new PrincipalId("ana"), Role.MEMBER);
        return new TokenRecord(text.substring(3, 19), hash(), ana, NOW, expiresAt);
    }

    private static Sha256 hash() {
        try {
            byte[] secret = Bytes.utf8(SECRET);
            return Sha256.of(MessageDigest.getInstance("SHA-256").digest(secret));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] content() {
        byte[] content = new byte[1000];
        new Random(42).nextBytes(content);
        return content;
    }
}
