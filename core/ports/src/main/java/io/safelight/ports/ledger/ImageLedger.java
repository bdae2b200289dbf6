package io.safelight.ports.ledger;

import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.work.ImageRecord;
import io.safelight.domain.work.NewImage;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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

    /**
     * The objects that the rows of these images refer to: originals and outputs. An image without a
     * row refers to none.
     *
     * @param images a page of them, not thousands
     */
    Set<ObjectRef> references(List<ImageId> images);

    /** The newest first. */
    ImagePage page(ImageFilter filter, Optional<ImageId> before, int limit);
}
