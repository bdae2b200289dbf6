package io.safelight.adapter.vips;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LooksTest {

    /** Every component of black is zero, so this is the same in every implementation. */
    @Test
    void blurHashOfBlackIsKnown() {
        assertThat(BlurHash.of(flat(100, 50, 0))).isEqualTo("L00000fQfQfQfQfQfQfQfQfQfQfQ");
    }

    /** As the reference implementation's C version says. */
    @Test
    void blurHashOfASlopeIsKnown() {
        byte[] rgb = new byte[3 * 64 * 64];
        for (int i = 0; i < 64 * 64; i++) {
            rgb[3 * i] = (byte) (i % 64 * 4);
            rgb[3 * i + 1] = (byte) (i / 64 * 3);
            rgb[3 * i + 2] = (byte) (i % 64 * (i / 64) / 20);
        }

        assertThat(BlurHash.of(new Raster(64, 64, rgb))).isEqualTo("L#HKB-2T$7Sei1a%jrf8g2fOfRfQ");
    }

    @Test
    void dominantColorIsTheAverageOfTheFullestBox() {
        byte[] rgb = new byte[3 * 10];
        Arrays.fill(rgb, 0, 18, (byte) 0x42);
        Arrays.fill(rgb, 18, 30, (byte) 0xf0);

        assertThat(DominantColor.of(new Raster(10, 1, rgb))).isEqualTo("#424242");
    }

    @Test
    void flatPicturesHaveNoDetailInTheirHash() {
        String hash = PerceptualHash.of(flat(100, 50, 128));

        assertThat(hash).isEqualTo("8000000000000000");
    }

    @Test
    void stretchingAverages() {
        Raster two = new Raster(2, 1, new byte[] {0, 0, 0, 100, 50, 10});

        assertThat(two.stretchedTo(1, 1).rgb()).containsExactly(50, 25, 5);
        assertThat(two.stretchedTo(4, 2).rgb()).hasSize(24).startsWith(0, 0, 0, 0, 0, 0, 100);
    }

    private static Raster flat(int width, int height, int value) {
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) value);
        return new Raster(width, height, rgb);
    }
}
