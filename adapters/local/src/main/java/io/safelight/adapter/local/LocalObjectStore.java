package io.safelight.adapter.local;

import io.safelight.domain.image.ObjectRef;
import io.safelight.domain.image.Zone;
import io.safelight.ports.Port;
import io.safelight.ports.PortException;
import io.safelight.ports.PortException.Kind;
import io.safelight.ports.objects.ObjectListing;
import io.safelight.ports.objects.ObjectStore;
import io.safelight.ports.objects.ObjectWriter;
import io.safelight.ports.objects.Placement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Objects as files {@code <zone>/<bucket>/<tenant>/<image>-<random>} under one folder. A file is
 * written in {@code spool/}, forced, and renamed into place. One process at a time uses the folder.
 */
public final class LocalObjectStore implements ObjectStore {
    private static final Pattern REFERENCE =
            Pattern.compile(
                    "(raw|quarantine|processed)/[0-9][0-9T._m-]*/[a-z0-9-]+/[0-9a-f-]{36}-[0-9a-f]{16}");

    private final Path root;
    private final Path spool;

    /** Asked for once: finding it reads the table of all mounts. */
    private final FileStore disk;

    private final RandomGenerator random;
    private final DurableFolders folders;

    private LocalObjectStore(Path root, FileStore disk, RandomGenerator random) {
        this.root = root;
        this.disk = disk;
        this.spool = root.resolve("spool");
        this.random = random;
        this.folders = new DurableFolders(root);
    }

    /**
     * Opens the folder, made if it lacks, and throws away what was being written when the last
     * process ended.
     *
     * @param random must not repeat after a restart
     */
    public static LocalObjectStore open(Path root, RandomGenerator random) {
        try {
            Durable.makeDirectories(root.resolve("spool"));
            var store = new LocalObjectStore(root, Files.getFileStore(root), random);
            try (Stream<Path> leftovers = Files.list(store.spool)) {
                for (Path leftover : leftovers.toList()) {
                    Files.delete(leftover);
                }
            }
            return store;
        } catch (IOException e) {
            throw failure(Kind.RETRYABLE, "cannot open the object folder " + root, e);
        }
    }

    @Override
    public ObjectWriter create(Placement placement) {
        String unique = HexFormat.of().toHexDigits(random.nextLong());
        var reference =
                new ObjectRef(
                        String.join(
                                "/",
                                placement.zone().label(),
                                placement.bucket().label(),
                                placement.tenant().value(),
                                placement.image() + "-" + unique));
        Path part = spool.resolve(placement.image() + "-" + unique);
        try {
            return LocalObjectWriter.start(
                    reference, part, root.resolve(reference.value()), folders);
        } catch (IOException e) {
            throw failure(Kind.RETRYABLE, "cannot start the object " + reference, e);
        }
    }

    @Override
    public InputStream open(ObjectRef object, long offset) {
        try {
            FileChannel channel = FileChannel.open(path(object), StandardOpenOption.READ);
            channel.position(offset);
            return Channels.newInputStream(channel);
        } catch (NoSuchFileException e) {
            throw failure(Kind.MISSING, "no object " + object, e);
        } catch (IOException e) {
            throw failure(Kind.RETRYABLE, "cannot open the object " + object, e);
        }
    }

    @Override
    public long size(ObjectRef object) {
        try {
            return Files.size(path(object));
        } catch (NoSuchFileException e) {
            throw failure(Kind.MISSING, "no object " + object, e);
        } catch (IOException e) {
            throw failure(Kind.RETRYABLE, "cannot measure the object " + object, e);
        }
    }

    @Override
    public void delete(ObjectRef object) {
        try {
            Durable.delete(path(object));
        } catch (IOException e) {
            throw failure(Kind.RETRYABLE, "cannot delete the object " + object, e);
        }
    }

    @Override
    public ObjectListing list(Zone zone) {
        try {
            return LocalListing.of(root, zone);
        } catch (IOException e) {
            throw failure(Kind.RETRYABLE, "cannot list the zone " + zone.label(), e);
        }
    }

    @Override
    public OptionalLong freeBytes() {
        try {
            return OptionalLong.of(disk.getUsableSpace());
        } catch (IOException e) {
            throw failure(Kind.RETRYABLE, "cannot tell the free space of " + root, e);
        }
    }

    /** A reference comes from our own ledger, but a path is never built from an unchecked one. */
    private Path path(ObjectRef object) {
        if (!isReference(object.value())) {
            throw new PortException(Port.OBJECTS, Kind.MISSING, "not a reference of this store");
        }
        return root.resolve(object.value());
    }

    static boolean isReference(String text) {
        return REFERENCE.matcher(text).matches();
    }

    private static PortException failure(Kind kind, String message, IOException cause) {
        return new PortException(Port.OBJECTS, kind, message, cause);
    }
}
