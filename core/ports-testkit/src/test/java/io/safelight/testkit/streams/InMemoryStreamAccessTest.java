package io.safelight.testkit.streams;

import io.safelight.domain.identity.TenantId;
import io.safelight.ports.streams.StreamAccess;
import io.safelight.ports.streams.StreamIds;
import java.time.InstantSource;

final class InMemoryStreamAccessTest extends StreamAccessContract {
    private final StreamIds ids = new StreamIds(new byte[32]);
    private final InMemoryStreams streams =
            new InMemoryStreams(ids, InstantSource.system(), 1 << 20);

    @Override
    protected StreamAccess access() {
        return streams;
    }

    @Override
    protected StreamIds ids() {
        return ids;
    }

    @Override
    protected boolean mayWrite(String user, String password, TenantId tenant) {
        return streams.permits(user, password, tenant);
    }

    @Override
    protected boolean mayReadDeadLetters(String user, String password, TenantId tenant) {
        return streams.permits(user, password, tenant);
    }
}
