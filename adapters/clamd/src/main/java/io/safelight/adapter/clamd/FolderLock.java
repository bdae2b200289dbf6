package io.safelight.adapter.clamd;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The lock of a folder in memory. The kernel lets it go when its process dies, however it dies; it
 * holds between containers, too, where process ids say nothing.
 *
 * <p>Closing <em>any</em> channel on the file lets go the locks of the whole process: never try the
 * lock of a folder of our own process.
 */
final class FolderLock implements AutoCloseable {
    private static final String NAME = "lock";

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Makes and takes the lock of a new folder. */
    static FolderLock create(Path folder) throws IOException {
        var channel =
                FileChannel.open(
                        folder.resolve(NAME),
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            channel.lock();
            return new FolderLock(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Whether nobody holds it. A folder without a lock is one whose wiping was broken off. */
    static boolean isFree(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        try (var channel =
                        FileChannel.open(
                                file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
