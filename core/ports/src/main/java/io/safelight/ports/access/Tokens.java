package io.safelight.ports.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is kept of tokens: never the token. Safe for many threads. */
public interface Tokens {

    /**
     * Durable when this returns.
     *
     * @throws io.safelight.ports.PortException REFUSED when there is one with this id
     */
    void add(TokenRecord token);

    /** Also one that has expired: whoever asks knows what time it is. */
    Optional<TokenRecord> find(String tokenId);

    /** Durable when this returns. Does nothing when there is none. */
    void remove(String tokenId);

    /**
     * Removes tokens that are over at {@code now}, those that expired first, but no more than
     * {@code max}.
     *
     * @return how many
     */
    int removeExpired(Instant now, int max);

    /** Oldest first. */
    List<TokenRecord> list();
}
