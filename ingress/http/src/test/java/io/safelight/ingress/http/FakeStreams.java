package io.safelight.ingress.http;

import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.TenantId;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.streams.Published;
import io.safelight.ports.streams.StreamAccess;
import io.safelight.ports.streams.StreamPublisher;
import io.safelight.ports.submissions.Submission;
import io.safelight.testkit.streams.InMemoryStreams;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/** Streams that can be slow, and down. */
final class FakeStreams implements StreamPublisher, StreamAccess {
    private static final int PLENTY = 1_000_000;

    /** Each publication takes one. */
    final Semaphore turns = new Semaphore(PLENTY);

    /** Of the values that are being published. */
    final AtomicLong bytes = new AtomicLong();

    private final InMemoryStreams streams;
    private volatile boolean down;
    private volatile boolean downAfterGrant;

    FakeStreams(InMemoryStreams streams) {
        this.streams = streams;
    }

    void down(boolean now) {
        down = now;
    }

    void downAfterGrant(boolean now) {
        downAfterGrant = now;
    }

    @Override
    public long maxBytes() {
        return streams.maxBytes();
    }

    @Override
    public Published publish(
            TenantId tenant, PrincipalId principal, byte[] value, Submission.Claims claims) {
        requireUp();
        bytes.addAndGet(value.length);
        turns.acquireUninterruptibly();
        bytes.addAndGet(-value.length);
        return streams.publish(tenant, principal, value, claims);
    }

    @Override
    public void grant(TenantId tenant, String user, String password) {
        requireUp();
        streams.grant(tenant, user, password);
        if (downAfterGrant) {
            down = true;
        }
    }

    @Override
    public String signingKey(TenantId tenant, PrincipalId principal) {
        requireUp();
        return streams.signingKey(tenant, principal);
    }

    private void requireUp() {
        if (down) {
            throw new PortException(
                    Port.STREAMS, PortException.Kind.RETRYABLE, "it does not answer");
        }
    }
}
