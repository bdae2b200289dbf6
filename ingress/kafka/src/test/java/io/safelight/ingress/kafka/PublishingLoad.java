package io.safelight.ingress.kafka;

import io.safelight.adapter.kafka.KafkaStreamPublisher;
import io.safelight.domain.identity.PrincipalId;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageId;
import io.safelight.ports.PortException;
import io.safelight.ports.submissions.Submission;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Publishes small images from four threads until it is stopped, as the HTTP door would. */
final class PublishingLoad implements AutoCloseable {
    private static final int THREADS = 4;

    private final KafkaStreamPublisher publisher;
    private final TenantId tenant;
    private final Set<ImageId> acknowledged = ConcurrentHashMap.newKeySet();
    private final Queue<Throwable> unexpected = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopping;

    PublishingLoad(KafkaStreamPublisher publisher, TenantId tenant) {
        this.publisher = publisher;
        this.tenant = tenant;
        for (int i = 0; i < THREADS; i++) {
            threads.execute(this::run);
        }
    }

    Set<ImageId> acknowledged() {
        return acknowledged;
    }

    int failures() {
        return failures.get();
    }

    /** What a publisher may not throw, or not of this kind. */
    Queue<Throwable> unexpected() {
        return unexpected;
    }

    void stop() {
        stopping = true;
        threads.close();
    }

    @Override
    public void close() {
        stop();
    }

    private void run() {
        var ana = new PrincipalId("ana");
        byte[] value = {1, 2, 3};
        while (!stopping) {
            try {
                var published = publisher.publish(tenant, ana, value, Submission.Claims.NONE);
                acknowledged.add(published.image());
            } catch (PortException e) {
                failures.incrementAndGet();
                if (e.kind() != PortException.Kind.RETRYABLE
                        && e.kind() != PortException.Kind.UNKNOWN_OUTCOME) {
                    unexpected.add(e);
                }
            } catch (RuntimeException e) {
                unexpected.add(e);
            }
        }
    }
}
