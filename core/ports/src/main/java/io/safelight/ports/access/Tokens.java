package io.safelight.ports.access;

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

    Optional<TokenRecord> find(String tokenId);

    /** Oldest first. */
    List<TokenRecord> list();
}
