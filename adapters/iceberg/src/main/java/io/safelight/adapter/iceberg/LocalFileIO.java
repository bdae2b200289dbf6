package io.safelight.adapter.iceberg;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.iceberg.Files;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/**
 * Iceberg's files under one folder of the local file system, without Hadoop. Locations are {@code
 * file:} followed by an absolute path that is not URL-encoded, as other engines write them;
 * anything outside the folder is refused. What is written is on disk, name and bytes, when it is
 * closed.
 */
final class LocalFileIO implements FileIO {
    private static final String SCHEME = "file:";

    private final File root;

    /**
     * @param root absolute and real
     */
    LocalFileIO(Path root) {
        this.root = root.toFile();
    }

    static String location(Path path) {
        return SCHEME + "//" + path;
    }

    /**
     * @throws NotFoundException when it is outside the folder
     */
    Path path(String location) {
        String path = location.startsWith(SCHEME) ? location.substring(5) : location;
        Path resolved = Path.of(path.replaceFirst("^/+", "/")).normalize();
        if (!resolved.startsWith(root.toPath())) {
            // Of all exceptions, Iceberg takes only this one for final and does not try again.
            throw new NotFoundException(
                    "%s is outside of the lake in %s: if the lake was moved, move it back",
                    location, root);
        }
        return resolved;
    }

    @Override
    public InputFile newInputFile(String location) {
        var file = Files.localInput(path(location).toFile());
        return new LocatedInput(location, file);
    }

    @Override
    public OutputFile newOutputFile(String location) {
        return new DurableOutput(this, location, path(location));
    }

    @Override
    public void deleteFile(String location) {
        try {
            java.nio.file.Files.deleteIfExists(path(location));
        } catch (IOException e) {
            throw new RuntimeIOException(e);
        }
    }

    /** Iceberg compares locations as text, so a file keeps the one that it was asked for by. */
    private record LocatedInput(String location, InputFile file) implements InputFile {
        @Override
        public long getLength() {
            return file.getLength();
        }

        @Override
        public org.apache.iceberg.io.SeekableInputStream newStream() {
            return file.newStream();
        }

        @Override
        public boolean exists() {
            return file.exists();
        }
    }

    private record DurableOutput(FileIO io, String location, Path path) implements OutputFile {
        @Override
        public PositionOutputStream create() {
            if (java.nio.file.Files.exists(path)) {
                throw new AlreadyExistsException("exists already: %s", location);
            }
            return createOrOverwrite();
        }

        @Override
        public PositionOutputStream createOrOverwrite() {
            try {
                return DurableStream.open(path);
            } catch (IOException e) {
                throw new RuntimeIOException(e);
            }
        }

        @Override
        public InputFile toInputFile() {
            return io.newInputFile(location);
        }
    }
}
