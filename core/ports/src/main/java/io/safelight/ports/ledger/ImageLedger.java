package io.safelight.ports.ledger;

import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.NewImage;
import java.util.List;
import java.util.Optional;

/** Images as the doors see them. */
public interface ImageLedger {

    /**
     * Admits images in one durable commit; a row that is refused fails alone.
     *
     * @return one answer for each, in order
     * @throws io.safelight.ports.PortException RETRYABLE when none was admitted, UNKNOWN_OUTCOME
     *     when all may have been
     */
    List<Admission> admit(List<NewImage> images);

    Optional<ImageRecord> find(ImageId image);

    /** The newest first. */
    ImagePage page(ImageFilter filter, Optional<ImageId> before, int limit);
}
