package io.safelight.adapter.sql;

import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.Source;
import io.safelight.domain.work.State;
import io.safelight.ports.ledger.Flow;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what {@link Tallies} keeps for each tenant. */
final class Flows {
    private static final String ON_THE_WAY =
            "SELECT what, sum(images) FROM tenant_tallies WHERE tenant = ? GROUP BY what";

    private static final String LATELY =
            """
            SELECT what, sum(images) FROM flow WHERE tenant = ? AND slot > ? AND slot <= ?
            GROUP BY what
            """;

    private static final String DUE_SINCE =
            "SELECT retry_ns FROM images"
                    + Sqlite.using("images_shared")
                    + "WHERE lane = 'shared' AND tenant = ? AND retry_ns <= ? AND expires_ns > ?"
                    + " ORDER BY retry_ns LIMIT 1";

    /** Retries that have become due since the last claim: few, of all tenants together. */
    private static final String DUE_SINCE_THE_LAST_CLAIM =
            "SELECT retry_ns FROM images"
                    + Sqlite.using("images_later")
                    + "WHERE lane = 'later' AND tenant = ? AND retry_ns <= ? AND expires_ns > ?"
                    + " ORDER BY retry_ns LIMIT 1";

    private Flows() {}

    static Flow flow(Session session, TenantId tenant, Instant now) throws SQLException {
        Map<String, Long> way = counts(session, ON_THE_WAY, tenant.value());
        Map<String, Long> lately =
                counts(session, LATELY, tenant.value(), Flow.slotBeforeWindow(now), Flow.slot(now));
        Optional<Instant> dueSince =
                Stream.concat(
                                dueSince(session, DUE_SINCE, tenant, now),
                                dueSince(session, DUE_SINCE_THE_LAST_CLAIM, tenant, now))
                        .min(Comparator.naturalOrder());
        return new Flow(
                doors(lately),
                way.getOrDefault(State.RECEIVED.label(), 0L),
                way.getOrDefault(State.CLAIMED.label(), 0L),
                states(lately),
                way.getOrDefault(Catalogue.UNCATALOGUED, 0L),
                dueSince);
    }

    private static Stream<Instant> dueSince(
            Session session, String sql, TenantId tenant, Instant now) throws SQLException {
        return session.one(sql, Row::time, tenant.value(), now, now).stream();
    }

    private static Map<Source, Long> doors(Map<String, Long> lately) {
        var received = new EnumMap<Source, Long>(Source.class);
        for (Source door : Source.values()) {
            Optional.ofNullable(lately.get(came(door)))
                    .ifPresent(images -> received.put(door, images));
        }
        return received;
    }

    private static Map<State, Long> states(Map<String, Long> lately) {
        var done = new EnumMap<State, Long>(State.class);
        for (State state : State.values()) {
            Optional.ofNullable(lately.get(state.label()))
                    .ifPresent(images -> done.put(state, images));
        }
        return done;
    }

    /** What is counted when an image comes; when it ends it is the label of its state. */
    static String came(Source door) {
        return switch (door) {
            case HTTP -> "by-http";
            case KAFKA -> "by-kafka";
        };
    }

    private static Map<String, Long> counts(Session session, String sql, Object... arguments)
            throws SQLException {
        var counts = new HashMap<String, Long>();
        List<Map.Entry<String, Long>> rows =
                session.list(sql, row -> Map.entry(row.text(), row.number()), arguments);
        rows.forEach(row -> counts.put(row.getKey(), row.getValue()));
        return counts;
    }
}
