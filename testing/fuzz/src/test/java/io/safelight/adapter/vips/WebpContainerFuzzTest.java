package io.safelight.adapter.vips;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.safelight.fuzz.Bytes;
import io.safelight.fuzz.Trial;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** WebP files whose metadata must go. */
class WebpContainerFuzzTest {

    static Stream<byte[]> seeds() {
        byte[] exif = new Bytes().text("EXIF").u32Little(3).text("abc").u8(0).done();
        byte[] picture = new Bytes().text("VP8L").u32Little(2).u8(1, 2).done();
        byte[] canvas = new Bytes().text("VP8X").u32Little(10).u8(0x2c).zeros(9).done();
        return Stream.of(
                webp(new Bytes().bytes(canvas).bytes(picture).bytes(exif).done()),
                webp(new Bytes().bytes(exif).bytes(picture).done()),
                webp(new Bytes().text("VP8X").u32Little(0).done()),
                webp(new Bytes().text("ALPH").u32Little(0xffffffffL).done()));
    }

    private static byte[] webp(byte[] chunks) {
        return new Bytes()
                .text("RIFF")
                .u32Little(chunks.length + 4)
                .text("WEBP")
                .bytes(chunks)
                .done();
    }

    @MethodSource("seeds")
    @FuzzTest
    void metadataGoesAndNothingElse(byte[] webp) {
        Trial.run(() -> check(webp), (Object) webp);
    }

    private static void check(byte[] webp) {
        byte[] plain;
        try {
            plain = WebpContainer.withoutMetadata(webp);
        } catch (VipsException e) {
            assertThat(e).hasMessageContaining("WebP");
            return;
        }
        assertThat(plain.length).isLessThanOrEqualTo(webp.length);
        assertThat(WebpContainer.withoutMetadata(plain)).as("again").isEqualTo(plain);
        int at = 12;
        while (at + 8 <= plain.length) {
            String name = new String(plain, at, 4, StandardCharsets.ISO_8859_1);
            assertThat(name).isNotIn("EXIF", "XMP ", "ICCP");
            long size =
                    java.nio.ByteBuffer.wrap(plain)
                                    .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                                    .getInt(at + 4)
                            & 0xffffffffL;
            at += (int) (8 + size + (size & 1));
        }
        assertThat(at).isEqualTo(plain.length);
    }
}
