package io.safelight.adapter.iceberg;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.iceberg.io.PositionOutputStream;

/** A file that is on disk, name and bytes, once it is closed. Not safe for several threads. */
final class DurableStream extends PositionOutputStream {
    private final Path folder;
    private final FileOutputStream file;
    private long position;
    private boolean closed;

    private DurableStream(Path folder, FileOutputStream file) {
        this.folder = folder;
        this.file = file;
    }

    static DurableStream open(Path path) throws IOException {
        Path folder = Objects.requireNonNull(path.getParent(), "a file lies in a folder");
        Files.createDirectories(folder);
        return new DurableStream(folder, new FileOutputStream(path.toFile()));
    }

    @Override
    public long getPos() {
        return position;
    }

    @Override
    public void write(int b) throws IOException {
        file.write(b);
        position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        file.write(bytes, offset, length);
        position += length;
    }

    @Override
    public void flush() throws IOException {
        file.flush();
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            try (file) {
                file.getFD().sync();
            }
            Durable.forceNames(folder);
        }
    }
}
