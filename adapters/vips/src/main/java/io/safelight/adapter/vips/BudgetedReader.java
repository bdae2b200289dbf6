package io.safelight.adapter.vips;

import com.drew.lang.BufferBoundsException;
import com.drew.lang.RandomAccessReader;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Gives metadata-extractor bytes from outside the heap, and only so many in all: what loops over a
 * hostile directory or copies a big one ends with an exception.
 */
final class BudgetedReader extends RandomAccessReader {
    private static final int BUDGET_BYTES = 4 * 1024 * 1024;

    private final ByteBuffer bytes;
    private long left = BUDGET_BYTES;

    BudgetedReader(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    @Override
    public int toUnshiftedOffset(int localOffset) {
        return localOffset;
    }

    @Override
    public byte getByte(int index) throws IOException {
        validateIndex(index, 1);
        charge(1);
        return bytes.get(index);
    }

    @Override
    public byte[] getBytes(int index, int count) throws IOException {
        validateIndex(index, count);
        charge(count);
        byte[] copy = new byte[count];
        bytes.get(index, copy);
        return copy;
    }

    @Override
    public long getLength() {
        return bytes.limit();
    }

    @Override
    protected void validateIndex(int index, int bytesRequested) throws IOException {
        if (!isValidIndex(index, bytesRequested)) {
            throw new BufferBoundsException(index, bytesRequested, getLength());
        }
    }

    @Override
    protected boolean isValidIndex(int index, int bytesRequested) {
        return index >= 0 && bytesRequested >= 0 && (long) index + bytesRequested <= getLength();
    }

    private void charge(int count) throws IOException {
        left -= count;
        if (left < 0) {
            throw new IOException("the metadata is more than " + BUDGET_BYTES + " bytes");
        }
    }
}
