package io.safelight.adapter.sql;

import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.State;
import io.safelight.ports.ledger.WorkSummary;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Counts, from the tallies that every change keeps: one row for each living bucket and state,
 * however many images there are.
 */
final class Summaries {
    private static final String OLDEST =
            "SELECT id FROM images"
                    + Sqlite.using("images_in_state")
                    + "WHERE state = '%s' AND "
                    + Sqlite.NOT_COMPLETED
                    + " ORDER BY id LIMIT 1";

    private Summaries() {}

    static WorkSummary summary(Session session) throws SQLException {
        Map<State, Long> images = new EnumMap<>(State.class);
        long uncatalogued = 0;
        for (Tally tally : tallies(session)) {
            if (tally.what().equals(Catalogue.UNCATALOGUED)) {
                uncatalogued = tally.images();
            } else if (tally.images() > 0) {
                images.put(ImageRow.state(tally.what()), tally.images());
            }
        }
        return new WorkSummary(images, oldestWaiting(session), uncatalogued);
    }

    private static Optional<Instant> oldestWaiting(Session session) throws SQLException {
        return Stream.concat(
                        session.one(OLDEST.formatted("received"), Row::image).stream(),
                        session.one(OLDEST.formatted("claimed"), Row::image).stream())
                .min(Comparator.naturalOrder())
                .map(ImageId::receivedAt);
    }

    private static List<Tally> tallies(Session session) throws SQLException {
        return session.list(
                "SELECT what, sum(images) FROM tallies GROUP BY what",
                row -> new Tally(row.text(), row.number()));
    }

    private record Tally(String what, long images) {}
}
