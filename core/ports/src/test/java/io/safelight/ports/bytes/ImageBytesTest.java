package io.safelight.ports.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageBytesTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 8193, 1_000_003})
    void holdsWhatTheStreamHeld(int size) throws IOException {
        byte[] content = random(size);

        try (var bytes = ImageBytes.read(new Dripping(content), size)) {
            assertThat(bytes.size()).isEqualTo(size);
            assertThat(read(bytes)).isEqualTo(content);
            assertThat(read(bytes)).isEqualTo(content);
        }
    }

    @Test
    void readsExactlyWhatWasAskedFor() throws IOException {
        var in = new ByteArrayInputStream(random(100));

        try (var bytes = ImageBytes.read(in, 60)) {
            assertThat(bytes.size()).isEqualTo(60);
        }

        assertThat(in.available()).isEqualTo(40);
    }

    @Test
    void aStreamThatEndsEarlyIsAnError() {
        assertThatThrownBy(() -> ImageBytes.read(new Dripping(random(99)), 100))
                .isInstanceOf(EOFException.class)
                .hasMessageContaining("1 bytes early");
    }

    @Test
    void aStreamThatFailsIsTheSameError() {
        var broken =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("broken");
                    }

                    @Override
                    public int read(byte[] target, int from, int length) throws IOException {
                        throw new IOException("broken");
                    }
                };

        assertThatThrownBy(() -> ImageBytes.read(broken, 100))
                .isInstanceOf(IOException.class)
                .hasMessage("broken");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1L << 31, Long.MAX_VALUE, Long.MIN_VALUE})
    void aSizeOutOfRangeIsRefusedBeforeAnythingIsTaken(long size) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageBytes.read(InputStream.nullInputStream(), size));
    }

    @Test
    void isIndependentOfTheArrayItWasMadeOf() {
        byte[] content = random(10);
        try (var bytes = ImageBytes.of(content)) {
            byte first = content[0];
            content[0]++;

            assertThat(bytes.buffer().get(0)).isEqualTo(first);
        }
    }

    @Test
    void isReadOnlyAndOutsideTheHeap() {
        try (var bytes = ImageBytes.of(random(10))) {
            ByteBuffer buffer = bytes.buffer();

            assertThat(buffer.isDirect()).isTrue();
            assertThatThrownBy(() -> buffer.put(0, (byte) 1))
                    .isInstanceOf(ReadOnlyBufferException.class);
        }
    }

    @Test
    void nothingIsReadableOnceItIsClosed() {
        var bytes = ImageBytes.of(random(10));
        ByteBuffer buffer = bytes.buffer();
        bytes.close();

        assertThatThrownBy(() -> buffer.get(0)).isInstanceOf(IllegalStateException.class);
    }

    private static byte[] read(ImageBytes bytes) {
        byte[] read = new byte[(int) bytes.size()];
        bytes.buffer().get(read);
        return read;
    }

    private static byte[] random(int size) {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return content;
    }

    /** Hands out at most 100 bytes at a time, as a network does. */
    private static final class Dripping extends InputStream {
        private final ByteArrayInputStream in;

        Dripping(byte[] content) {
            in = new ByteArrayInputStream(content);
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public int read(byte[] target, int from, int length) {
            return in.read(target, from, Math.min(length, 100));
        }
    }
}
