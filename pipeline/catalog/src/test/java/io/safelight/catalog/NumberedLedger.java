package io.safelight.catalog;

import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.ImageRecord;
import io.safelight.ports.lake.LakeBatch;
import io.safelight.ports.ledger.CatalogLedger;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The catalog's side of a ledger, in memory. */
final class NumberedLedger implements CatalogLedger {
    private final Map<ImageId, ImageRecord> images = new TreeMap<>();
    private final Map<ImageId, Long> catalogued = new TreeMap<>();
    private final Map<ImageId, Long> open = new LinkedHashMap<>();
    private boolean isOpen;
    private long number;

    void put(ImageRecord image) {
        images.put(image.id(), image);
    }

    void startAt(long next) {
        number = next - 1;
    }

    @Override
    public Optional<LakeBatch> openBatch(int max) {
        if (!isOpen) {
            images.values().stream()
                    .filter(this::isMissing)
                    .limit(max)
                    .forEach(image -> open.put(image.id(), image.revision()));
            if (open.isEmpty()) {
                return Optional.empty();
            }
            isOpen = true;
            number++;
        }
        var rows =
                open.keySet().stream()
                        .flatMap(id -> Optional.ofNullable(images.get(id)).stream())
                        .filter(image -> image.state().isFinal())
                        .toList();
        return Optional.of(new LakeBatch(number, rows));
    }

    @Override
    public void closeBatch(long closing) {
        if (isOpen && closing == number) {
            catalogued.putAll(open);
            open.clear();
            isOpen = false;
        }
    }

    private boolean isMissing(ImageRecord image) {
        Long known = catalogued.get(image.id());
        return image.state().isFinal() && (known == null || known != image.revision());
    }
}
