package io.safelight.adapter.local;

import io.safelight.domain.expiry.ExpiryBucket;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Zone;
import io.safelight.ports.objects.ObjectPage;
import io.safelight.ports.objects.Placement;
import io.safelight.ports.objects.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One page of a zone, folder by folder; folders before the last page's end are not read again. For
 * one thread, once.
 */
final class LocalListing {
    private static final int IMAGE_ID_CHARS = 36;

    private final Path root;
    private final Zone zone;
    private final int limit;
    private final List<String> after;
    private final List<StoredObject> found = new ArrayList<>();

    LocalListing(Path root, Zone zone, Optional<ObjectRef> after, int limit) {
        this.root = root;
        this.zone = zone;
        this.limit = limit;
        this.after = after.map(object -> List.of(object.value().split("/"))).orElse(List.of());
    }

    ObjectPage page() throws IOException {
        for (Path bucket : from(root.resolve(zone.label()), 1, true)) {
            boolean resumes = isAt(bucket, 1);
            for (Path tenant : from(bucket, 2, resumes)) {
                for (Path file : from(tenant, 3, resumes && isAt(tenant, 2))) {
                    if (found.size() == limit) {
                        return new ObjectPage(found, true);
                    }
                    add(bucket, tenant, file);
                }
            }
        }
        return new ObjectPage(found, false);
    }

    /**
     * The entries of a folder in order; where the last page ended in it, those that it has not seen
     * whole.
     */
    private List<Path> from(Path folder, int depth, boolean resumes) throws IOException {
        String last = resumes && after.size() > depth ? after.get(depth) : "";
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> isAfter(entry, last, depth)).sorted().toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        }
    }

    private static boolean isAfter(Path entry, String last, int depth) {
        int order = entry.getFileName().toString().compareTo(last);
        return depth == 3 ? order > 0 : order >= 0;
    }

    private boolean isAt(Path folder, int depth) {
        return after.size() > depth && folder.getFileName().toString().equals(after.get(depth));
    }

    /** What is not ours is left out. */
    private void add(Path bucket, Path tenant, Path file) throws IOException {
        String reference = root.relativize(file).toString();
        if (!LocalObjectStore.isReference(reference)) {
            return;
        }
        try {
            var placement =
                    new Placement(
                            zone,
                            ExpiryBucket.parse(bucket.getFileName().toString()),
                            new TenantId(tenant.getFileName().toString()),
                            ImageId.parse(
                                    file.getFileName().toString().substring(0, IMAGE_ID_CHARS)));
            found.add(
                    new StoredObject(
                            new ObjectRef(reference),
                            placement,
                            Files.size(file),
                            Files.getLastModifiedTime(file).toInstant()));
        } catch (NoSuchFileException e) {
            // Deleted meanwhile.
        }
    }
}
