package io.safelight.ingest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.safelight.domain.image.Dimensions;
import io.safelight.domain.image.ImageFormat;
import io.safelight.domain.image.Sha256;
import io.safelight.fuzz.Bytes;
import io.safelight.fuzz.TiffSeed;
import io.safelight.fuzz.Trial;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The first bytes of images: their magic and the size that they declare. */
class ImageHeadersFuzzTest {

    static Stream<byte[]> seeds() {
        return Stream.concat(simple(), nested());
    }

    private static Stream<byte[]> simple() {
        Bytes jpeg = new Bytes().u8(0xff, 0xd8, 0xff, 0xe0).u16(4).u16(0);
        return Stream.of(
                jpeg.u8(0xff, 0xff, 0xc0).u16(11).u8(8).u16(600).u16(800).u8(3).done(),
                new Bytes().u8(0x89).text("PNG\r\n\u001a\n").zeros(8).u32(640).u32(480).done(),
                new Bytes().text("GIF89a").u16Little(320).u16Little(200).done(),
                new Bytes().text("RIFF____WEBPVP8 ").zeros(10).u32Little(0x00200010).done(),
                new Bytes().text("RIFF____WEBPVP8L").zeros(5).u32Little(0x12345678).done(),
                new Bytes().text("RIFF____WEBPVP8X").zeros(8).u32(0x10000020).zeros(2).done());
    }

    private static Stream<byte[]> nested() {
        Bytes ftyp = new Bytes().u32(20).text("ftypheic").u32(0).text("mif1");
        byte[] big = new Bytes().text("MM").u16(43).u16(8).u16(0).u64(16).u64(2).done();
        return Stream.of(
                new TiffSeed().number(256, 1024).number(257, 768).done(),
                new Bytes().text("MM").u16(42).u32(8).u16(1).u16(256).u16(3).u32(1).done(),
                new Bytes().bytes(big).u16(256).u16(4).u64(1).u32(9).u32(0).u16(257).done(),
                ftyp.u32(48)
                        .text("meta")
                        .u32(0)
                        .u32(36)
                        .text("iprp")
                        .u32(28)
                        .text("ipco")
                        .u32(20)
                        .text("ispe")
                        .u32(0)
                        .u32(4032)
                        .u32(3024)
                        .done());
    }

    @MethodSource("seeds")
    @FuzzTest
    void aHeaderIsUnderstoodOrNotButNeverFails(byte[] image) {
        Trial.run(() -> check(image), (Object) image);
    }

    private static void check(byte[] image) throws Exception {
        moreBytesNeverChangeASize(image);
        whatIsCopiedIsWhatCame(image, image.length);
        whatIsCopiedIsWhatCame(image, image.length - 1);
    }

    private static void moreBytesNeverChangeASize(byte[] image) {
        byte[] half = Arrays.copyOf(image, image.length / 2);
        for (ImageFormat format : ImageFormat.values()) {
            Optional<Dimensions> early = DeclaredSize.read(format, half);
            Optional<Dimensions> whole = DeclaredSize.read(format, image);
            boolean growing = format == ImageFormat.HEIC || format == ImageFormat.AVIF;
            if (early.isPresent() && !growing) {
                assertThat(whole).as(format.name()).isEqualTo(early);
            }
        }
    }

    private static void whatIsCopiedIsWhatCame(byte[] image, int maxBytes) throws Exception {
        var incoming = IncomingImage.open(new Dripping(image), maxBytes);
        var copy = new ByteArrayOutputStream();
        incoming.copyTo(copy, () -> true);

        assertThat(incoming.isEmpty()).isEqualTo(image.length == 0);
        assertThat(incoming.isTooLarge()).isEqualTo(image.length > maxBytes);
        assertThat(incoming.format()).isEqualTo(ImageFormat.sniff(image));
        assertThat(incoming.declaredPixels()).isNotNegative();
        if (!incoming.isTooLarge() && incoming.format().isPresent()) {
            assertThat(copy.toByteArray()).isEqualTo(image);
            assertThat(incoming.content().bytes()).isEqualTo(image.length);
            assertThat(incoming.content().sha256()).isEqualTo(sha256(image));
        }
    }

    private static Sha256 sha256(byte[] bytes) throws Exception {
        return Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    /** Gives a few bytes at a time, as networks do. */
    private static final class Dripping extends ByteArrayInputStream {
        Dripping(byte[] bytes) {
            super(bytes);
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return super.read(requireNonNull(target), offset, Math.min(length, 1000));
        }

        @Override
        public byte[] readNBytes(int length) {
            try {
                return super.readNBytes(length);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
