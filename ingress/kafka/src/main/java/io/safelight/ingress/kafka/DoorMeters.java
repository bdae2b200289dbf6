package io.safelight.ingress.kafka;

import io.safelight.telemetry.Meters;
import java.util.concurrent.atomic.AtomicInteger;

/** What the door counts. */
final class DoorMeters {
    private static final String RECORDS = "intake.records";
    private static final String OUTCOME = "outcome";

    final Meters.Counter accepted;
    final Meters.Counter replayed;
    final Meters.Counter refused;
    final Meters.Counter postponed;
    final Meters.Counter vanished;
    final Meters.Counter bytes;
    final Meters.Timer submission;
    final AtomicInteger partitions = new AtomicInteger();
    final AtomicInteger stalled = new AtomicInteger();
    final AtomicInteger waiting = new AtomicInteger();

    DoorMeters(Meters meters, InFlight inFlight) {
        accepted = meters.counter(RECORDS, OUTCOME, "accepted");
        replayed = meters.counter(RECORDS, OUTCOME, "replayed");
        refused = meters.counter(RECORDS, OUTCOME, "refused");
        postponed = meters.counter(RECORDS, OUTCOME, "postponed");
        vanished = meters.counter(RECORDS, OUTCOME, "vanished");
        bytes = meters.counter("intake.submitted.bytes");
        submission = meters.timer("intake.submission.duration");
        meters.gauge("intake.in-flight.bytes", inFlight::bytes);
        meters.gauge("intake.in-flight.records", inFlight::records);
        meters.gauge("intake.waiting.records", waiting::get);
        meters.gauge("intake.assigned.partitions", partitions::get);
        meters.gauge("intake.stalled.partitions", stalled::get);
    }
}
