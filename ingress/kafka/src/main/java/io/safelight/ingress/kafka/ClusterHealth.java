package io.safelight.ingress.kafka;

import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does the cluster answer? Asked every few seconds by one thread, read by many. */
final class ClusterHealth {
    private static final Logger log = LoggerFactory.getLogger(ClusterHealth.class);
    private static final long ASK_EVERY_NANOS = Duration.ofSeconds(3).toNanos();
    private static final long AWAY_AFTER_NANOS = Duration.ofSeconds(8).toNanos();
    private static final int LIMIT_MILLIS = 3000;

    private final Admin admin;
    private @Nullable KafkaFuture<String> question;
    private long askedNanos;
    private boolean wasThere;
    private volatile boolean seen;
    private volatile long seenNanos;

    ClusterHealth(Admin admin) {
        this.admin = admin;
    }

    boolean isThere() {
        return seen && System.nanoTime() - seenNanos < AWAY_AFTER_NANOS;
    }

    /** Never blocks. */
    void tick() {
        KafkaFuture<String> asked = question;
        if (asked != null && asked.isDone()) {
            if (!asked.isCompletedExceptionally()) {
                seenNanos = System.nanoTime();
                seen = true;
            }
            question = null;
        }
        if (question == null && System.nanoTime() - askedNanos > ASK_EVERY_NANOS) {
            askedNanos = System.nanoTime();
            var options = new DescribeClusterOptions().timeoutMs(LIMIT_MILLIS);
            question = admin.describeCluster(options).clusterId();
        }
        tellChange();
    }

    private void tellChange() {
        boolean there = isThere();
        if (there != wasThere) {
            wasThere = there;
            if (there) {
                log.atInfo().log("intake.cluster-there");
            } else {
                log.atWarn().log("intake.cluster-away");
            }
        }
    }
}
