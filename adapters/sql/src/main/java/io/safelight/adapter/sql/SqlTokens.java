package io.safelight.adapter.sql;

import io.safelight.domain.identity.Principal;
import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.Role;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.Sha256;
import io.safelight.ports.access.TokenRecord;
import io.safelight.ports.access.Tokens;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tokens, in the ledger's database. Lives as long as its ledger. */
final class SqlTokens implements Tokens {
    private static final String SELECT =
            "SELECT id, hash, tenant, principal, role, created_ns, expires_ns FROM tokens";

    private static final String EXPIRED =
            "DELETE FROM tokens WHERE id IN (SELECT id FROM tokens"
                    + Sqlite.using("tokens_that_end")
                    + "WHERE expires_ns <= ? ORDER BY expires_ns LIMIT ?)";

    private final Writer writer;
    private final Readers readers;

    SqlTokens(Writer writer, Readers readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void add(TokenRecord token) {
        Principal principal = token.principal();
        writer.write(
                transaction ->
                        transaction
                                .session()
                                .update(
                                        """
                                        INSERT INTO tokens
                                            (id, hash, tenant, principal, role, created_ns,
                                            expires_ns)
                                        VALUES (?, ?, ?, ?, ?, ?, ?)
                                        """,
                                        token.id(),
                                        token.hash().bytes(),
                                        principal.tenant().value(),
                                        principal.id().value(),
                                        principal.role().name().toLowerCase(Locale.ROOT),
                                        token.createdAt(),
                                        token.expiresAt()));
    }

    @Override
    public void remove(String tokenId) {
        writer.write(
                transaction ->
                        transaction.session().update("DELETE FROM tokens WHERE id = ?", tokenId));
    }

    @Override
    public int removeExpired(Instant now, int max) {
        return writer.write(transaction -> transaction.session().update(EXPIRED, now, max));
    }

    @Override
    public Optional<TokenRecord> find(String tokenId) {
        return readers.read(
                session -> session.one(SELECT + " WHERE id = ?", SqlTokens::read, tokenId));
    }

    @Override
    public List<TokenRecord> list() {
        return readers.read(
                session -> session.list(SELECT + " ORDER BY created_ns, id", SqlTokens::read));
    }

    private static TokenRecord read(Row row) throws SQLException {
        return new TokenRecord(
                row.text(),
                Sha256.of(row.bytes()),
                new Principal(
                        new TenantId(row.text()),
                        new PrincipalId(row.text()),
                        Role.valueOf(row.text().toUpperCase(Locale.ROOT))),
                row.time(),
                row.maybeTime());
    }
}
