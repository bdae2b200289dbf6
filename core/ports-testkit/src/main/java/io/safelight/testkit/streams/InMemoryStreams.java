package io.safelight.testkit.streams;

import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageFormat;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.streams.Published;
import io.safelight.ports.streams.StreamAccess;
import io.safelight.ports.streams.StreamCoordinates;
import io.safelight.ports.streams.StreamIds;
import io.safelight.ports.streams.StreamPublisher;
import io.safelight.ports.submissions.Submission;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Topics of one partition and their users, in memory. */
public final class InMemoryStreams implements StreamPublisher, StreamAccess {
    private static final String CLUSTER = "in-memory";

    private record Grant(TenantId tenant, String password) {}

    private final StreamIds ids;
    private final InstantSource clock;
    private final long maxBytes;
    private final Map<TenantId, List<StoredRecord>> topics = new HashMap<>();
    private final Map<String, Grant> grants = new HashMap<>();

    public InMemoryStreams(StreamIds ids, InstantSource clock, long maxBytes) {
        this.ids = ids;
        this.clock = clock;
        this.maxBytes = maxBytes;
    }

    @Override
    public long maxBytes() {
        return maxBytes;
    }

    @Override
    public synchronized Published publish(
            TenantId tenant, PrincipalId principal, byte[] value, Submission.Claims claims) {
        if (value.length > maxBytes) {
            throw refused("more than " + maxBytes + " bytes: " + value.length);
        }
        List<StoredRecord> topic = topics.computeIfAbsent(tenant, absent -> new ArrayList<>());
        String name = "images.inbound." + tenant;
        var at = new StreamCoordinates(CLUSTER, name, 0, topic.size());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var head = Arrays.copyOf(value, Math.min(value.length, ImageFormat.SNIFF_BYTES));
        Optional<String> type = ImageFormat.sniff(head).map(ImageFormat::contentType);
        topic.add(new StoredRecord(at, now, value.clone(), claims, type, Optional.of(principal)));
        return new Published(name, at.partition(), at.offset(), ids.idOf(at, now));
    }

    @Override
    public synchronized void grant(TenantId tenant, String user, String password) {
        Grant known = grants.get(user);
        if (known != null && !known.tenant().equals(tenant)) {
            throw refused("user " + user + " belongs to another tenant");
        }
        grants.put(user, new Grant(tenant, password));
    }

    @Override
    public String signingKey(TenantId tenant, PrincipalId principal) {
        return ids.principals().signingKey(tenant, principal);
    }

    public synchronized List<StoredRecord> stored(TenantId tenant) {
        return List.copyOf(topics.getOrDefault(tenant, List.of()));
    }

    /** Would the topic of {@code tenant} let this user in? */
    public synchronized boolean permits(String user, String password, TenantId tenant) {
        return new Grant(tenant, password).equals(grants.get(user));
    }

    private static PortException refused(String message) {
        return new PortException(Port.STREAMS, PortException.Kind.REFUSED, message);
    }
}
