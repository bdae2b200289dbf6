package io.safelight.ingress.kafka;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What outlives a consumer.
 *
 * @param member is a consumer of ours in the group?
 */
record DoorParts(
        DoorSettings settings,
        TopicIds topics,
        Markers markers,
        ClusterHealth health,
        InFlight inFlight,
        DoorMeters meters,
        AtomicBoolean member) {

    void joined() {
        member.set(true);
    }

    void left() {
        member.set(false);
        meters.partitions.set(0);
        meters.stalled.set(0);
        meters.waiting.set(0);
    }
}
