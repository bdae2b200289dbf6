package io.safelight.adapter.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Folders below a root that are known to survive the loss of power. One that merely exists may have
 * been made by another thread that has not forced it yet.
 */
final class DurableFolders {
    private static final int MAX_KNOWN = 100_000;

    private final Path root;
    private final Set<Path> known = ConcurrentHashMap.newKeySet();

    DurableFolders(Path root) {
        this.root = root;
    }

    /**
     * Makes the folder if it lacks; it and all above it up to the root are durable when this
     * returns.
     */
    void ensure(Path folder) throws IOException {
        if (known.contains(folder) && Files.isDirectory(folder)) {
            return;
        }
        Durable.makeDirectories(folder);
        for (Path above = folder; !above.equals(root); above = Durable.folderOf(above)) {
            Durable.forceDirectory(Durable.folderOf(above));
        }
        if (known.size() >= MAX_KNOWN) {
            known.clear();
        }
        known.add(folder);
    }
}
