package io.safelight.adapter.iceberg;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what no snapshot of the table refers to, whether an expired snapshot or a crash left it.
 * Safe because only this process writes to the lake, and never while it sweeps.
 */
final class Sweep {
    private static final Logger log = LoggerFactory.getLogger(Sweep.class);

    private final Table table;
    private final LocalFileIO io;
    private final Folders folders;
    private final Pins pins;
    // Manifests and lists of them never change: what was read for the last sweep counts for this.
    private Map<String, List<ManifestFile>> lists = Map.of();
    private Map<String, List<Path>> manifests = Map.of();

    Sweep(Table table, LocalFileIO io, Folders folders, Pins pins) {
        this.table = table;
        this.io = io;
        this.folders = folders;
        this.pins = pins;
    }

    /**
     * @param before files that are younger stay
     */
    void run(Instant before) throws IOException {
        table.refresh();
        var referenced = referenced();
        int deleted = deleteUnreferenced(folders.metadata(), referenced, before);
        try (var buckets = Files.list(folders.data())) {
            for (Path bucket : (Iterable<Path>) buckets::iterator) {
                deleted += deleteUnreferenced(bucket, referenced, before);
                deleteIfEmpty(bucket);
            }
        }
        log.atDebug()
                .addKeyValue("deleted", deleted)
                .addKeyValue("referenced", referenced.size())
                .log("lake.swept");
    }

    private Set<Path> referenced() throws IOException {
        var referenced = new HashSet<Path>();
        TableMetadata current = ((HasTableOperations) table).operations().current();
        referenced.add(io.path(current.metadataFileLocation()));
        current.previousFiles().forEach(file -> referenced.add(io.path(file.file())));
        var readLists = new HashMap<String, List<ManifestFile>>();
        var readManifests = new HashMap<String, List<Path>>();
        for (Snapshot snapshot : table.snapshots()) {
            String list = snapshot.manifestListLocation();
            var listed = lists.get(list);
            readLists.put(list, listed == null ? snapshot.allManifests(table.io()) : listed);
            referenced.add(io.path(list));
        }
        for (List<ManifestFile> list : readLists.values()) {
            for (ManifestFile manifest : list) {
                if (!readManifests.containsKey(manifest.path())) {
                    var listed = manifests.get(manifest.path());
                    readManifests.put(manifest.path(), listed == null ? read(manifest) : listed);
                    referenced.add(io.path(manifest.path()));
                }
            }
        }
        readManifests.values().forEach(referenced::addAll);
        lists = readLists;
        manifests = readManifests;
        return referenced;
    }

    private List<Path> read(ManifestFile manifest) throws IOException {
        var paths = new ArrayList<Path>();
        try (var files = ManifestFiles.readPaths(manifest, table.io(), table.specs())) {
            files.forEach(location -> paths.add(io.path(location)));
        }
        return List.copyOf(paths);
    }

    private int deleteUnreferenced(Path folder, Set<Path> referenced, Instant before)
            throws IOException {
        int deleted = 0;
        try (var files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (!referenced.contains(file)
                        && isOlder(file, before)
                        && pins.unlessKept(file, () -> delete(file))) {
                    deleted++;
                }
            }
        }
        return deleted;
    }

    private static boolean isOlder(Path file, Instant before) throws IOException {
        return !Files.getLastModifiedTime(file).toInstant().isAfter(before);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.delete(folder);
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            // It is in use, or gone already: both are fine.
            log.atTrace().setCause(e).log("lake.folder.kept");
        }
    }
}
