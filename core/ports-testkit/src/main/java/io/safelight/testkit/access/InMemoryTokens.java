package io.safelight.testkit.access;

import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.access.TokenRecord;
import io.safelight.ports.access.Tokens;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The twin of the tokens. */
public final class InMemoryTokens implements Tokens {
    private final Map<String, TokenRecord> tokens = new ConcurrentHashMap<>();

    @Override
    public void add(TokenRecord token) {
        if (tokens.putIfAbsent(token.id(), token) != null) {
            throw new PortException(Port.LEDGER, Kind.REFUSED, "token " + token.id() + " exists");
        }
    }

    @Override
    public Optional<TokenRecord> find(String tokenId) {
        return Optional.ofNullable(tokens.get(tokenId));
    }

    @Override
    public void remove(String tokenId) {
        tokens.remove(tokenId);
    }

    @Override
    public int removeExpired(Instant now, int max) {
        List<String> expired =
                tokens.values().stream()
                        .filter(token -> token.isOver(now))
                        .sorted(Comparator.comparing(token -> token.expiresAt().orElseThrow()))
                        .limit(max)
                        .map(TokenRecord::id)
                        .toList();
        expired.forEach(tokens::remove);
        return expired.size();
    }

    @Override
    public List<TokenRecord> list() {
        return tokens.values().stream()
                .sorted(Comparator.comparing(TokenRecord::createdAt).thenComparing(TokenRecord::id))
                .toList();
    }
}
