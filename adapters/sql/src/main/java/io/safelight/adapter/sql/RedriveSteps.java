package io.safelight.adapter.sql;

import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A redrive in steps, so that a great one does not hold up every other write. Ends: each step goes
 * on after the last id.
 */
final class RedriveSteps {
    private static final int STEP = 500;

    private final Writer writer;
    private final Readers readers;
    private final Redrives redrives;

    RedriveSteps(Writer writer, Readers readers, Redrives redrives) {
        this.writer = writer;
        this.readers = readers;
        this.redrives = redrives;
    }

    int run(Optional<TenantId> tenant, List<ImageId> images, Instant now) {
        return images.isEmpty() ? all(tenant, now) : these(tenant, images, now);
    }

    private int these(Optional<TenantId> tenant, List<ImageId> images, Instant now) {
        int redriven = 0;
        for (int from = 0; from < images.size(); from += STEP) {
            List<ImageId> step = images.subList(from, Math.min(images.size(), from + STEP));
            redriven += step(tenant, step, now);
        }
        return redriven;
    }

    private int all(Optional<TenantId> tenant, Instant now) {
        int redriven = 0;
        Optional<ImageId> after = Optional.empty();
        while (true) {
            Optional<ImageId> from = after;
            List<ImageId> step =
                    readers.read(session -> Redrives.failed(session, tenant, from, now, STEP));
            if (step.isEmpty()) {
                return redriven;
            }
            redriven += step(tenant, step, now);
            after = Optional.of(step.getLast());
        }
    }

    private int step(Optional<TenantId> tenant, List<ImageId> step, Instant now) {
        return writer.write(transaction -> redrives.redrive(transaction, tenant, step, now));
    }
}
