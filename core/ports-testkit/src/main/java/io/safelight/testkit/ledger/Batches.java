package io.safelight.testkit.ledger;

import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.ImageRecord;
import io.safelight.ports.lake.LakeBatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the twin knows of the lake. Guarded by the twin. */
final class Batches {
    private final Entries entries;
    private final Map<ImageId, Long> catalogued = new HashMap<>();
    private final Map<ImageId, Long> batch = new TreeMap<>();
    private long number;
    private boolean isOpen;

    Batches(Entries entries) {
        this.entries = entries;
    }

    Optional<LakeBatch> open(int max) {
        if (!isOpen) {
            List<ImageRecord> lacking = uncatalogued().stream().limit(Math.max(max, 0)).toList();
            if (lacking.isEmpty()) {
                return Optional.empty();
            }
            lacking.forEach(image -> batch.put(image.id(), image.revision()));
            number++;
            isOpen = true;
        }
        return Optional.of(
                new LakeBatch(
                        number,
                        batch.keySet().stream()
                                .flatMap(id -> Optional.ofNullable(entries.rows.get(id)).stream())
                                .map(Entry::image)
                                .filter(image -> image.state().isFinal())
                                .toList()));
    }

    void close(long closed) {
        if (isOpen && closed == number) {
            catalogued.putAll(batch);
            batch.clear();
            isOpen = false;
        }
    }

    List<ImageRecord> uncatalogued() {
        return entries.rows.values().stream()
                .map(Entry::image)
                .filter(image -> image.state().isFinal())
                .filter(image -> catalogued.getOrDefault(image.id(), 0L) != image.revision())
                .toList();
    }
}
