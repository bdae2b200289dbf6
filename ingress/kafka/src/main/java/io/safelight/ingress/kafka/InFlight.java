package io.safelight.ingress.kafka;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What is being submitted now. One thread lets in; any may leave and look. */
final class InFlight {
    private final long maxBytes;
    private final int maxRecords;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicInteger records = new AtomicInteger();

    InFlight(long maxBytes, int maxRecords) {
        this.maxBytes = maxBytes;
        this.maxRecords = maxRecords;
    }

    boolean hasRoom(long more) {
        return records.get() < maxRecords && (bytes.get() + more <= maxBytes || records.get() == 0);
    }

    void enter(long size) {
        bytes.addAndGet(size);
        records.incrementAndGet();
    }

    void leave(long size) {
        bytes.addAndGet(-size);
        records.decrementAndGet();
    }

    long bytes() {
        return bytes.get();
    }

    int records() {
        return records.get();
    }
}
