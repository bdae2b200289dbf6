package io.safelight.adapter.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;

/**
 * A folder that is being read.
 *
 * @param entries fails with {@link java.nio.file.DirectoryIteratorException}
 */
record OpenFolder(DirectoryStream<Path> stream, Iterator<Path> entries) implements AutoCloseable {
    static final OpenFolder NONE = of(new NoEntries());

    /** Empty where there is no such folder. */
    @SuppressWarnings("StreamResourceLeak") // What is returned closes it.
    static OpenFolder of(Path folder) throws IOException {
        try {
            return of(Files.newDirectoryStream(folder));
        } catch (NoSuchFileException | NotDirectoryException e) {
            return NONE;
        }
    }

    private static OpenFolder of(DirectoryStream<Path> stream) {
        return new OpenFolder(stream, stream.iterator());
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    private static final class NoEntries implements DirectoryStream<Path> {
        @Override
        public Iterator<Path> iterator() {
            return Collections.emptyIterator();
        }

        @Override
        public void close() {}
    }
}
