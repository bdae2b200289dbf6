package io.safelight.ingress.http;

import io.javalin.http.Context;
import io.safelight.domain.identity.Principal;
import io.safelight.domain.image.Sha256;
import io.safelight.ports.access.TokenRecord;
import io.safelight.ports.access.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bearer tokens (RFC 6750) of the form {@code sl_<id>_<secret>}. What is kept is the id and a hash
 * of the secret, which has 256 random bits. Safe for many threads.
 */
public final class Authentication {
    private static final Pattern TOKEN = Pattern.compile("sl_([0-9a-f]{16})_([0-9a-f]{64})");
    private static final String PRINCIPAL = "principal";
    private static final int ID_BYTES = 8;
    private static final int SECRET_BYTES = 32;

    private final Tokens tokens;
    private final SecureRandom random;

    public Authentication(Tokens tokens, SecureRandom random) {
        this.tokens = tokens;
        this.random = random;
    }

    /** A token as its owner gets it, once. */
    public record Issued(String id, String token) {
        @Override
        public String toString() {
            return "Issued[" + id + "]";
        }
    }

    public Issued issue(Principal principal, Instant now) {
        String id = randomText(ID_BYTES);
        String secret = randomText(SECRET_BYTES);
        tokens.add(new TokenRecord(id, hash(secret), principal, now));
        return new Issued(id, "sl_" + id + "_" + secret);
    }

    /** The principal of a token; empty for anything that is not one. */
    Optional<Principal> principalOf(String token) {
        Matcher matcher = TOKEN.matcher(token);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Sha256 shown = hash(matcher.group(2));
        return tokens.find(matcher.group(1))
                .filter(record -> MessageDigest.isEqual(record.hash().bytes(), shown.bytes()))
                .map(TokenRecord::principal);
    }

    /** Lets a request through only with a valid token. */
    void require(Context ctx) {
        String header = ctx.header("Authorization");
        Optional<Principal> principal =
                header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
                        ? principalOf(header.substring(7).strip())
                        : Optional.empty();
        ctx.attribute(
                PRINCIPAL,
                principal.orElseThrow(
                        () -> {
                            ctx.header("Connection", "close");
                            return Problem.of(
                                    401,
                                    "unauthenticated",
                                    "Send a valid token: Authorization: Bearer sl_…");
                        }));
    }

    static Principal caller(Context ctx) {
        Principal principal = ctx.attribute(PRINCIPAL);
        if (principal == null) {
            throw new IllegalStateException("a route without authentication asks for its caller");
        }
        return principal;
    }

    static void requireAdministrator(Context ctx) {
        if (!caller(ctx).mayAdminister()) {
            throw Problem.of(403, "forbidden", "Only an administrator may do this.");
        }
    }

    /** Hexadecimal: easy to select, and no underscore, so that the parts of a token can be told. */
    private String randomText(int bytes) {
        byte[] entropy = new byte[bytes];
        random.nextBytes(entropy);
        return HexFormat.of().formatHex(entropy);
    }

    private static Sha256 hash(String secret) {
        try {
            return Sha256.of(
                    MessageDigest.getInstance("SHA-256")
                            .digest(secret.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
