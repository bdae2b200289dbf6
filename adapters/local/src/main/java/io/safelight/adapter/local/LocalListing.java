package io.safelight.adapter.local;

import io.safelight.domain.expiry.ExpiryBucket;
import io.safelight.domain.identity.TenantId;
import io.safelight.domain.image.ImageId;
import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Zone;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.objects.ObjectListing;
import io.safelight.ports.objects.Placement;
import io.safelight.ports.objects.StoredObject;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A walk through a zone: the buckets in order, which are a few hundred, and within one the folders
 * and files as the file system gives them. Two folders are open at a time.
 */
final class LocalListing implements ObjectListing {
    private static final int IMAGE_ID_CHARS = 36;

    private final Path root;
    private final Zone zone;
    private final Iterator<Path> buckets;
    private OpenFolder tenants = OpenFolder.NONE;
    private OpenFolder files = OpenFolder.NONE;

    private LocalListing(Path root, Zone zone, Iterator<Path> buckets) {
        this.root = root;
        this.zone = zone;
        this.buckets = buckets;
    }

    static LocalListing of(Path root, Zone zone) throws IOException {
        var buckets = new ArrayList<Path>();
        try (var folder = OpenFolder.of(root.resolve(zone.label()))) {
            folder.entries().forEachRemaining(buckets::add);
        } catch (DirectoryIteratorException e) {
            throw new IOException(e);
        }
        buckets.sort(null);
        return new LocalListing(root, zone, buckets.iterator());
    }

    @Override
    public List<StoredObject> next(int limit) {
        var found = new ArrayList<StoredObject>();
        try {
            while (found.size() < limit && hasNext()) {
                stored(files.entries().next()).ifPresent(found::add);
            }
            return found;
        } catch (IOException | DirectoryIteratorException e) {
            throw failure(e);
        }
    }

    private boolean hasNext() throws IOException {
        while (!files.entries().hasNext()) {
            files.close();
            files = OpenFolder.NONE;
            if (tenants.entries().hasNext()) {
                files = OpenFolder.of(tenants.entries().next());
                continue;
            }
            tenants.close();
            tenants = OpenFolder.NONE;
            if (!buckets.hasNext()) {
                return false;
            }
            tenants = OpenFolder.of(buckets.next());
        }
        return true;
    }

    /** Empty for what is not ours, and for what was deleted meanwhile. */
    private Optional<StoredObject> stored(Path file) throws IOException {
        String reference = root.relativize(file).toString();
        if (!LocalObjectStore.isReference(reference)) {
            return Optional.empty();
        }
        Path tenant = Durable.folderOf(file);
        Path bucket = Durable.folderOf(tenant);
        var placement =
                new Placement(
                        zone,
                        ExpiryBucket.parse(name(bucket)),
                        new TenantId(name(tenant)),
                        ImageId.parse(name(file).substring(0, IMAGE_ID_CHARS)));
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(
                    new StoredObject(
                            new ObjectRef(reference),
                            placement,
                            attributes.size(),
                            attributes.lastModifiedTime().toInstant()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static String name(Path path) {
        return Objects.requireNonNull(path.getFileName()).toString();
    }

    @Override
    public void close() {
        try (OpenFolder _ = tenants;
                OpenFolder _ = files) {
            tenants = OpenFolder.NONE;
            files = OpenFolder.NONE;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private PortException failure(Exception cause) {
        return new PortException(
                Port.OBJECTS, Kind.RETRYABLE, "cannot list the zone " + zone.label(), cause);
    }
}
