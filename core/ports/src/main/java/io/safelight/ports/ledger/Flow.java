package io.safelight.ports.ledger;

import io.safelight.domain.image.Source;
import io.safelight.domain.work.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One tenant's images on their way, in small numbers.
 *
 * @param received how many were admitted lately, by door; a door without any may lack
 * @param waiting how many are received and not claimed
 * @param inWork how many are claimed
 * @param done how many became final lately, by state; a state without any may lack
 * @param uncatalogued final images whose latest revision is not in the lake
 * @param dueSince since when the image that waits longest could have been claimed; empty when none
 *     could, and of those that must run alone nothing is told
 */
public record Flow(
        Map<Source, Long> received,
        long waiting,
        long inWork,
        Map<State, Long> done,
        long uncatalogued,
        Optional<Instant> dueSince) {
    /** What lately means. */
    public static final Duration WINDOW = Duration.ofMinutes(1);

    /**
     * Times are told to this: lately is the slot of now and those before it, as many as make the
     * window.
     */
    public static final Duration SLOT = Duration.ofSeconds(5);

    public Flow {
        received = Map.copyOf(received);
        done = Map.copyOf(done);
    }

    /** The slot in which a time lies, counted from 1970. */
    public static long slot(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), SLOT.toSeconds());
    }

    /** The slot after which lately begins. */
    public static long slotBeforeWindow(Instant now) {
        return slot(now) - WINDOW.dividedBy(SLOT);
    }

    public long received(Source door) {
        return received.getOrDefault(door, 0L);
    }

    public long done(State state) {
        return done.getOrDefault(state, 0L);
    }
}
