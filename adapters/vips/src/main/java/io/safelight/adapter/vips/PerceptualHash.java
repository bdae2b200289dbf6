package io.safelight.adapter.vips;

import java.util.Arrays;

/**
 * The 64-bit perceptual hash of pictures that look alike: grey 32×32, discrete cosine transform
 * (DCT-II), the 8×8 lowest frequencies, one bit each for above the median. Pictures are alike when
 * few bits differ. After Christoph Zauner, "Implementation and Benchmarking of Perceptual Image
 * Hash Functions" (2010), section 3.2.1, and Neal Krawetz, "Looks Like It" (2011).
 */
final class PerceptualHash {
    private static final int SIDE = 32;
    private static final int LOW = 8;
    private static final double[] COSINES = cosines();

    private PerceptualHash() {}

    /** 16 hexadecimal digits, the lowest frequency first. */
    static String of(Raster picture) {
        double[] low = lowFrequencies(grey(picture.stretchedTo(SIDE, SIDE)));
        double median = medianWithoutMean(low);
        long bits = 0;
        for (double coefficient : low) {
            bits = bits << 1 | (coefficient > median ? 1 : 0);
        }
        return "%016x".formatted(bits);
    }

    /** ITU-R BT.601 luma. */
    private static double[] grey(Raster small) {
        double[] grey = new double[SIDE * SIDE];
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                grey[y * SIDE + x] =
                        0.299 * small.value(x, y, 0)
                                + 0.587 * small.value(x, y, 1)
                                + 0.114 * small.value(x, y, 2);
            }
        }
        return grey;
    }

    private static double[] lowFrequencies(double[] grey) {
        double[] rows = new double[SIDE * LOW];
        for (int y = 0; y < SIDE; y++) {
            for (int u = 0; u < LOW; u++) {
                double sum = 0;
                for (int x = 0; x < SIDE; x++) {
                    sum += grey[y * SIDE + x] * cosine(u, x);
                }
                rows[y * LOW + u] = sum;
            }
        }
        double[] low = new double[LOW * LOW];
        for (int v = 0; v < LOW; v++) {
            for (int u = 0; u < LOW; u++) {
                double sum = 0;
                for (int y = 0; y < SIDE; y++) {
                    sum += rows[y * LOW + u] * cosine(v, y);
                }
                // Rounded, so that noise of the arithmetic does not become bits of a flat picture.
                low[v * LOW + u] = Math.rint(sum * 1024);
            }
        }
        return low;
    }

    private static double cosine(int frequency, int at) {
        return COSINES[frequency * SIDE + at];
    }

    private static double[] cosines() {
        double[] cosines = new double[LOW * SIDE];
        for (int frequency = 0; frequency < LOW; frequency++) {
            for (int at = 0; at < SIDE; at++) {
                cosines[frequency * SIDE + at] =
                        Math.cos((2 * at + 1) * frequency * Math.PI / (2 * SIDE));
            }
        }
        return cosines;
    }

    /** The first coefficient is the picture's mean and would outweigh the others. */
    private static double medianWithoutMean(double[] low) {
        double[] sorted = Arrays.copyOfRange(low, 1, low.length);
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
