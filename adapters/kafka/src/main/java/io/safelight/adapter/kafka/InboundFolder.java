package io.safelight.adapter.kafka;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/** The folder of one inbound partition, as the broker keeps it on the disk. */
record InboundFolder(TopicPartition partition, Path path) {
    private static final Pattern FOLDER = Pattern.compile("(images\\.inbound\\..+)-([0-9]{1,9})");

    /** A file of records is named after its first offset; for a moment it outlives its deletion. */
    private static final Pattern RECORDS = Pattern.compile("([0-9]{19,20})\\.log(\\.deleted)?");

    /** A record without a value takes 86 bytes; one with the smallest of images takes more. */
    private static final long MARKER_BYTES = 90;

    private record RecordsFile(Path path, long firstOffset) {}

    /**
     * @param records the broker's folder of logs; it may lack
     */
    static List<InboundFolder> in(Path records) throws IOException {
        var found = new ArrayList<InboundFolder>();
        if (!Files.isDirectory(records)) {
            return found;
        }
        try (var entries = Files.newDirectoryStream(records, "images.inbound.*")) {
            for (Path entry : entries) {
                Matcher name = FOLDER.matcher(String.valueOf(entry.getFileName()));
                if (name.matches()) {
                    var partition =
                            new TopicPartition(name.group(1), Integer.parseInt(name.group(2)));
                    found.add(new InboundFolder(partition, entry));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }

    /** Is there more than the marker that an earlier stop left? */
    boolean mayHoldImages() throws IOException {
        List<RecordsFile> files = files();
        if (files.size() > 1) {
            return true;
        }
        try {
            return !files.isEmpty() && Files.size(files.getFirst().path()) > MARKER_BYTES;
        } catch (NoSuchFileException e) {
            return true;
        }
    }

    /** Does a file exist that may hold a record before {@code offset}? */
    boolean holdsBefore(long offset) throws IOException {
        return files().stream().anyMatch(file -> file.firstOffset() < offset);
    }

    /** Was a new file begun at {@code offset} or later? */
    boolean hasNewFile(long offset) throws IOException {
        return files().stream().anyMatch(file -> file.firstOffset() >= offset);
    }

    /** None when the topic is gone. */
    private List<RecordsFile> files() throws IOException {
        var found = new ArrayList<RecordsFile>();
        try (var entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                Matcher name = RECORDS.matcher(String.valueOf(entry.getFileName()));
                if (name.matches()) {
                    found.add(new RecordsFile(entry, Long.parseLong(name.group(1))));
                }
            }
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return found;
    }
}
