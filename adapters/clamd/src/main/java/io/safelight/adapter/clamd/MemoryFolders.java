package io.safelight.adapter.clamd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Folders whose files never touch a disk: clamd writes the images it scans into them. */
public final class MemoryFolders {
    private MemoryFolders() {}

    /** The one with the most room of those that are a tmpfs and may be written. */
    public static Optional<Path> roomiest(List<Path> places) {
        return places.stream()
                .filter(MemoryFolders::isOne)
                .max(Comparator.comparingLong(MemoryFolders::usableBytes));
    }

    /** Room now; 0 when that cannot be told. */
    public static long usableBytes(Path place) {
        try {
            return Files.getFileStore(place).getUsableSpace();
        } catch (IOException _) {
            return 0;
        }
    }

    private static boolean isOne(Path place) {
        try {
            return Files.isWritable(place)
                    && Files.getFileStore(place).type().matches("tmpfs|ramfs");
        } catch (IOException _) {
            return false;
        }
    }
}
