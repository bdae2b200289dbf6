package io.safelight.ports.lake;

import io.safelight.domain.image.ImageId;
import io.safelight.domain.work.ImageRecord;
import java.util.HashSet;
import java.util.List;

/**
 * Final images that the lake lacks, or has in an older revision.
 *
 * @param number one more than the batch before; the first is 1
 * @param images each at most once and in a final state; may be empty
 */
public record LakeBatch(long number, List<ImageRecord> images) {
    public LakeBatch {
        if (number < 1) {
            throw new IllegalArgumentException("batches are numbered from 1: " + number);
        }
        images = List.copyOf(images);
        requireFinalAndDistinct(images);
    }

    private static void requireFinalAndDistinct(List<ImageRecord> images) {
        var seen = HashSet.<ImageId>newHashSet(images.size());
        for (ImageRecord image : images) {
            if (!image.state().isFinal()) {
                throw new IllegalArgumentException(image.id() + " is " + image.state().label());
            }
            if (!seen.add(image.id())) {
                throw new IllegalArgumentException(image.id() + " twice in one batch");
            }
        }
    }
}
