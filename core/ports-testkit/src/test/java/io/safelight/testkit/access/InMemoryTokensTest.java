package io.safelight.testkit.access;

import io.safelight.ports.access.Tokens;
import java.util.Optional;

class InMemoryTokensTest extends TokensContract {
    @Override
    protected Tokens tokens() {
        return new InMemoryTokens();
    }

    @Override
    protected Optional<Tokens> reopened() {
        return Optional.empty();
    }
}
