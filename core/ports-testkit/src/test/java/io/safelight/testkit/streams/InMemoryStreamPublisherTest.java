package io.safelight.testkit.streams;

import io.safelight.domain.identity.TenantId;
import io.safelight.ports.streams.StreamIds;
import io.safelight.ports.streams.StreamPublisher;
import java.time.InstantSource;
import java.util.List;

final class InMemoryStreamPublisherTest extends StreamPublisherContract {
    private final StreamIds ids = new StreamIds(new byte[32]);
    private final InMemoryStreams streams =
            new InMemoryStreams(ids, InstantSource.system(), 1 << 20);

    @Override
    protected StreamPublisher publisher() {
        return streams;
    }

    @Override
    protected StreamIds ids() {
        return ids;
    }

    @Override
    protected List<StoredRecord> stored(TenantId tenant) {
        return streams.stored(tenant);
    }
}
