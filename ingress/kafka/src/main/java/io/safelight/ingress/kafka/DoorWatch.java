package io.safelight.ingress.kafka;

import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts how the partitions stand, and tells what a person should know. For one thread. */
final class DoorWatch {
    private static final Logger log = LoggerFactory.getLogger(DoorWatch.class);

    private final DoorMeters meters;
    private boolean failing;

    DoorWatch(DoorMeters meters) {
        this.meters = meters;
    }

    void look(Collection<InboundPartition> partitions, int waiting) {
        int stalled = 0;
        for (InboundPartition partition : partitions) {
            stalled += partition.isFailing() ? 1 : 0;
            tellVanished(partition);
        }
        meters.partitions.set(partitions.size());
        meters.stalled.set(stalled);
        meters.waiting.set(waiting);
        tellFailing(stalled);
    }

    private void tellVanished(InboundPartition partition) {
        int vanished = partition.progress().takeVanished();
        if (vanished > 0) {
            meters.vanished.add(vanished);
            log.atError()
                    .addKeyValue("topic", partition.id().topic())
                    .addKeyValue("records", vanished)
                    .log("intake.records-vanished");
        }
    }

    /** Once for all partitions: an outage stalls them all. */
    private void tellFailing(int stalled) {
        if (stalled > 0 && !failing) {
            log.atWarn().addKeyValue("partitions", stalled).log("intake.stalled");
        } else if (stalled == 0 && failing) {
            log.atInfo().log("intake.goes-on");
        }
        failing = stalled > 0;
    }
}
