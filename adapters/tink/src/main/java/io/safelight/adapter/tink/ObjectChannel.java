package io.safelight.adapter.tink;

import io.safelight.domain.image.ObjectRef;
import io.safelight.ports.objects.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.jspecify.annotations.Nullable;

/** A stored object as Tink wants it for reading from the middle: a new stream for each jump. */
final class ObjectChannel implements SeekableByteChannel {
    private final ObjectStore objects;
    private final ObjectRef object;
    private final long size;
    private long position;
    private boolean open = true;
    private @Nullable InputStream stream;

    ObjectChannel(ObjectStore objects, ObjectRef object, long size) {
        this.objects = objects;
        this.object = object;
        this.size = size;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (!open) {
            throw new ClosedChannelException();
        }
        if (position >= size) {
            return -1;
        }
        InputStream current = stream;
        if (current == null) {
            current = ExplainedStream.stored(objects.open(object, position), object);
            stream = current;
        }
        byte[] chunk = new byte[Math.min(target.remaining(), 64 * 1024)];
        int count = current.read(chunk);
        if (count > 0) {
            target.put(chunk, 0, count);
            position += count;
        }
        return count;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) throws IOException {
        if (newPosition != position) {
            closeStream();
            position = newPosition;
        }
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long newSize) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() throws IOException {
        open = false;
        closeStream();
    }

    private void closeStream() throws IOException {
        InputStream current = stream;
        stream = null;
        if (current != null) {
            current.close();
        }
    }
}
