package io.safelight.testkit.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.safelight.domain.identity.Principal;
import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.Role;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.Sha256;
import io.safelight.ports.PortException;
import io.safelight.ports.access.TokenRecord;
import io.safelight.ports.access.Tokens;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every keeper of tokens keeps. */
public abstract class TokensContract {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    /** A new one without tokens. */
    protected abstract Tokens tokens() throws IOException;

    /** The same after a restart of the process; empty when it forgets. */
    protected abstract Optional<Tokens> reopened() throws IOException;

    @Test
    void aTokenIsFoundAsItWasAdded() throws IOException {
        Tokens tokens = tokens();
        TokenRecord token = token("t1", Role.ADMINISTRATOR, NOON.plusNanos(123_456_789));

        tokens.add(token);

        assertThat(tokens.find("t1")).contains(token);
        assertThat(tokens.find("t2")).isEmpty();
    }

    @Test
    void tokensAreListedOldestFirst() throws IOException {
        Tokens tokens = tokens();
        TokenRecord later = token("a", Role.MEMBER, NOON.plusSeconds(1));
        TokenRecord earlier = token("b", Role.MEMBER, NOON);

        tokens.add(later);
        tokens.add(earlier);

        assertThat(tokens.list()).containsExactly(earlier, later);
    }

    @Test
    void anIdIsNotTakenTwice() throws IOException {
        Tokens tokens = tokens();
        TokenRecord first = token("t1", Role.MEMBER, NOON);
        tokens.add(first);

        assertThatThrownBy(() -> tokens.add(token("t1", Role.ADMINISTRATOR, NOON)))
                .isInstanceOfSatisfying(
                        PortException.class,
                        e -> assertThat(e.kind()).isEqualTo(PortException.Kind.REFUSED));

        assertThat(tokens.list()).containsExactly(first);
    }

    @Test
    void tokensSurviveARestart() throws IOException {
        TokenRecord token = token("t1", Role.MEMBER, NOON);
        tokens().add(token);

        Optional<Tokens> reopened = reopened();

        reopened.ifPresent(tokens -> assertThat(tokens.list()).containsExactly(token));
    }

    @Test
    void anEndIsKept() throws IOException {
        Tokens tokens = tokens();
        TokenRecord ending = ending("t1", NOON.plusNanos(1));

        tokens.add(ending);

        assertThat(tokens.find("t1")).contains(ending);
        assertThat(ending.isOver(NOON)).isFalse();
        assertThat(ending.isOver(NOON.plusNanos(1))).isTrue();
        assertThat(token("t2", Role.MEMBER, NOON).isOver(Instant.MAX)).isFalse();
    }

    @Test
    void aRemovedTokenIsGoneAfterARestartToo() throws IOException {
        Tokens tokens = tokens();
        TokenRecord other = token("t2", Role.MEMBER, NOON);
        tokens.add(token("t1", Role.MEMBER, NOON));
        tokens.add(other);

        tokens.remove("t1");
        tokens.remove("t1");

        assertThat(tokens.find("t1")).isEmpty();
        assertThat(reopened().orElse(tokens).list()).containsExactly(other);
    }

    @Test
    void onlyWhatIsOverIsRemovedAndTheFirstToEndFirst() throws IOException {
        Tokens tokens = tokens();
        tokens.add(ending("later", NOON));
        tokens.add(ending("first", NOON.minusSeconds(2)));
        tokens.add(ending("alive", NOON.plusNanos(1)));
        tokens.add(token("endless", Role.MEMBER, NOON));

        assertThat(tokens.removeExpired(NOON, 1)).isEqualTo(1);
        assertThat(tokens.find("first")).isEmpty();
        assertThat(tokens.removeExpired(NOON, 10)).isEqualTo(1);
        assertThat(tokens.removeExpired(NOON, 10)).isZero();

        assertThat(tokens.list())
                .extracting(TokenRecord::id)
                .containsExactlyInAnyOrder("alive", "endless");
    }

    private static TokenRecord ending(String id, Instant expiresAt) {
        TokenRecord endless = token(id, Role.MEMBER, NOON);
        return new TokenRecord(
                endless.id(),
                endless.hash(),
                endless.principal(),
                endless.createdAt(),
                Optional.of(expiresAt));
    }

    private static TokenRecord token(String id, Role role, Instant at) {
        return new TokenRecord(
                id,
                new Sha256("%064x".formatted(id.hashCode())),
                new Principal(new TenantId("acme"), new PrincipalId("ana@acme.example"), role),
                at,
                Optional.empty());
    }
}
