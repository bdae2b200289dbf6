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
    private static final String SCHEME = "Bearer ";
    private static final String NO_TOKEN = "Bearer realm=\"safelight\"";
    private static final String INVALID_TOKEN = NO_TOKEN + ", error=\"invalid_token\"";
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

    /** Without an end. */
    public Issued issue(Principal principal, Instant now) {
        return issue(principal, now, Optional.empty());
    }

    Issued issue(Principal principal, Instant now, Optional<Instant> expiresAt) {
        Issued drawn = draw();
        add(drawn, principal, now, expiresAt);
        return drawn;
    }

    /** Lets nobody in until it is registered. */
    Issued draw() {
        String id = randomText(ID_BYTES);
        return new Issued(id, "sl_" + id + "_" + randomText(SECRET_BYTES));
    }

    /** From now on it lets in, without an end. */
    void register(Issued drawn, Principal principal, Instant now) {
        add(drawn, principal, now, Optional.empty());
    }

    private void add(Issued drawn, Principal principal, Instant now, Optional<Instant> expiresAt) {
        String secret = drawn.token().substring(drawn.token().lastIndexOf('_') + 1);
        tokens.add(new TokenRecord(drawn.id(), hash(secret), principal, now, expiresAt));
    }

    /** Empty for anything that is no token, or none that is known, or one that is over. */
    Optional<TokenRecord> find(String token, Instant now) {
        Matcher matcher = TOKEN.matcher(token);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Sha256 shown = hash(matcher.group(2));
        Optional<TokenRecord> found =
                tokens.find(matcher.group(1))
                        .filter(
                                known ->
                                        MessageDigest.isEqual(known.hash().bytes(), shown.bytes()));
        if (found.isPresent() && found.get().isOver(now)) {
            tokens.remove(found.get().id());
            return Optional.empty();
        }
        return found;
    }

    /** Is it still what it was? */
    boolean isAlive(TokenRecord token, Instant now) {
        return tokens.find(token.id()).filter(known -> !known.isOver(now)).isPresent();
    }

    /** Nobody gets in with it any more. */
    void withdraw(TokenRecord token) {
        tokens.remove(token.id());
    }

    /** Some of those that are over; called whenever one is made, so that they never pile up. */
    void forgetExpired(Instant now) {
        tokens.removeExpired(now, 100);
    }

    /**
     * The token that a request shows in its header.
     *
     * @throws Problem that says what is wrong with it
     */
    TokenRecord bearer(Context ctx, Instant now) {
        String header = ctx.header("Authorization");
        if (header == null) {
            throw refused(ctx, NO_TOKEN, "Send a token: Authorization: Bearer sl_…");
        }
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw refused(
                    ctx, NO_TOKEN, "Only bearer tokens are taken: Authorization: Bearer sl_…");
        }
        return valid(ctx, header.substring(SCHEME.length()).strip(), now);
    }

    /**
     * The token of this text.
     *
     * @throws Problem that says what is wrong with it
     */
    TokenRecord valid(Context ctx, String text, Instant now) {
        if (!TOKEN.matcher(text).matches()) {
            throw refused(
                    ctx,
                    INVALID_TOKEN,
                    "This is no token. One is sl_, 16 digits, _ and 64 digits of 0-9 and a-f: was"
                            + " it copied whole?");
        }
        return find(text, now)
                .orElseThrow(
                        () ->
                                refused(
                                        ctx,
                                        INVALID_TOKEN,
                                        "This token is not known here. Is it of another platform,"
                                                + " or of another data directory?"));
    }

    /** The body is not read: nobody known sends it. */
    private static Problem refused(Context ctx, String challenge, String text) {
        ctx.header("Connection", "close").header("WWW-Authenticate", challenge);
        return Problem.of(ProblemCode.UNAUTHENTICATED, text);
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
