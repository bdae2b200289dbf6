package io.safelight.adapter.sql;

import io.safelight.domain.expiry.ExpiryBucket;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.work.State;
import io.safelight.ports.ledger.Flow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What one write adds to the counts that are kept with every change. Gathered first, so that a
 * write of many images touches each count once.
 */
final class Tallies {
    /** What is counted for each tenant, too. */
    private static final Set<String> ON_THE_WAY =
            Set.of(State.RECEIVED.label(), State.CLAIMED.label(), Catalogue.UNCATALOGUED);

    private static final String ADD =
            """
            INSERT INTO tallies (bucket, what, images) VALUES (?, ?, ?)
            ON CONFLICT (bucket, what) DO UPDATE SET images = tallies.images + excluded.images
            """;

    private static final String ADD_TO_TENANT =
            """
            INSERT INTO tenant_tallies (tenant, what, bucket, images) VALUES (?, ?, ?, ?)
            ON CONFLICT (tenant, what, bucket)
            DO UPDATE SET images = tenant_tallies.images + excluded.images
            """;

    private static final String ADD_TO_FLOW =
            """
            INSERT INTO flow (tenant, slot, what, images) VALUES (?, ?, ?, ?)
            ON CONFLICT (tenant, slot, what) DO UPDATE SET images = flow.images + excluded.images
            RETURNING images
            """;

    private static final String FORGET = "DELETE FROM flow WHERE tenant = ? AND slot <= ?";

    private final Map<OfBucket, Long> ofBuckets = new LinkedHashMap<>();
    private final Map<OfTenant, Long> ofTenants = new LinkedHashMap<>();
    private final Map<Lately, Long> flow = new LinkedHashMap<>();

    private record OfBucket(ExpiryBucket bucket, String what) {}

    private record OfTenant(TenantId tenant, String what, ExpiryBucket bucket) {}

    private record Lately(TenantId tenant, long slot, String what) {}

    /** So many more, or fewer, are this now. */
    void count(TenantId tenant, ExpiryBucket bucket, String what, long images) {
        ofBuckets.merge(new OfBucket(bucket, what), images, Long::sum);
        if (ON_THE_WAY.contains(what)) {
            ofTenants.merge(new OfTenant(tenant, what, bucket), images, Long::sum);
        }
    }

    /** One came or became final. */
    void happened(TenantId tenant, String what, Instant at) {
        flow.merge(new Lately(tenant, Flow.slot(at), what), 1L, Long::sum);
    }

    void write(Session session) throws SQLException {
        for (Map.Entry<OfBucket, Long> one : ofBuckets.entrySet()) {
            if (one.getValue() != 0) {
                OfBucket of = one.getKey();
                session.update(ADD, of.bucket().label(), of.what(), one.getValue());
            }
        }
        for (Map.Entry<OfTenant, Long> one : ofTenants.entrySet()) {
            if (one.getValue() != 0) {
                OfTenant of = one.getKey();
                session.update(
                        ADD_TO_TENANT,
                        of.tenant().value(),
                        of.what(),
                        of.bucket().label(),
                        one.getValue());
            }
        }
        for (Map.Entry<Lately, Long> one : flow.entrySet()) {
            add(session, one.getKey(), one.getValue());
        }
    }

    /**
     * The first of a slot makes room: what is before the window is asked for no more, and twice as
     * much is kept, for clocks that differ.
     */
    private static void add(Session session, Lately one, long images) throws SQLException {
        String tenant = one.tenant().value();
        long sum =
                session.one(ADD_TO_FLOW, Row::number, tenant, one.slot(), one.what(), images)
                        .orElseThrow();
        if (sum == images) {
            session.update(FORGET, tenant, one.slot() - 2 * Flow.WINDOW.dividedBy(Flow.SLOT));
        }
    }
}
