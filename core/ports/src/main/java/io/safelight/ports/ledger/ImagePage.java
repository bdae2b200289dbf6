package io.safelight.ports.ledger;

import io.safelight.domain.work.ImageRecord;
import java.util.List;

/**
 * @param more whether older ones follow
 */
public record ImagePage(List<ImageRecord> images, boolean more) {
    public ImagePage {
        images = List.copyOf(images);
    }
}
