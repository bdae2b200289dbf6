package io.safelight.adapter.vips;

/**
 * A picture's blur in 28 characters, 4×3 components. Written from the published algorithm:
 * https://github.com/woltapp/blurhash/blob/master/Algorithm.md
 */
final class BlurHash {
    private static final int ACROSS = 4;
    private static final int DOWN = 3;

    /** The components are this coarse; more pixels would not change them visibly. */
    private static final int WORKING_SIDE = 64;

    private static final double[] COSINES = cosines();
    private static final double[] LINEAR = linear();

    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";

    private BlurHash() {}

    static String of(Raster picture) {
        double[][] factors = factors(picture.stretchedTo(WORKING_SIDE, WORKING_SIDE));
        int maximum = quantisedMaximum(factors);
        var hash = new StringBuilder();
        append(hash, (ACROSS - 1) + (DOWN - 1) * 9, 1);
        append(hash, maximum, 1);
        append(hash, average(factors[0]), 4);
        for (int i = 1; i < factors.length; i++) {
            append(hash, detail(factors[i], (maximum + 1) / 166.0), 2);
        }
        return hash.toString();
    }

    /** Components, row by row of them; red, green and blue of each. */
    private static double[][] factors(Raster picture) {
        double[] rows = rowSums(picture);
        double[][] factors = new double[ACROSS * DOWN][];
        for (int j = 0; j < DOWN; j++) {
            for (int i = 0; i < ACROSS; i++) {
                factors[j * ACROSS + i] = factor(rows, i, j);
            }
        }
        return factors;
    }

    /** The horizontal half of the cosine products, which all rows of components share. */
    private static double[] rowSums(Raster picture) {
        byte[] rgb = picture.rgb();
        double[] sums = new double[WORKING_SIDE * ACROSS * 3];
        for (int y = 0; y < WORKING_SIDE; y++) {
            for (int x = 0; x < WORKING_SIDE; x++) {
                int at = 3 * (y * WORKING_SIDE + x);
                double red = LINEAR[rgb[at] & 0xff];
                double green = LINEAR[rgb[at + 1] & 0xff];
                double blue = LINEAR[rgb[at + 2] & 0xff];
                for (int i = 0; i < ACROSS; i++) {
                    double cosine = COSINES[i * WORKING_SIDE + x];
                    int to = 3 * (y * ACROSS + i);
                    sums[to] += cosine * red;
                    sums[to + 1] += cosine * green;
                    sums[to + 2] += cosine * blue;
                }
            }
        }
        return sums;
    }

    private static double[] factor(double[] rows, int i, int j) {
        double scale = (i == 0 && j == 0 ? 1.0 : 2.0) / (WORKING_SIDE * WORKING_SIDE);
        double[] factor = new double[3];
        for (int y = 0; y < WORKING_SIDE; y++) {
            double cosine = scale * COSINES[j * WORKING_SIDE + y];
            for (int channel = 0; channel < 3; channel++) {
                factor[channel] += cosine * rows[3 * (y * ACROSS + i) + channel];
            }
        }
        return factor;
    }

    /** IEC 61966-2-1. */
    private static double[] linear() {
        double[] linear = new double[256];
        for (int i = 0; i < linear.length; i++) {
            double value = i / 255.0;
            linear[i] = value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
        }
        return linear;
    }

    private static double[] cosines() {
        double[] cosines = new double[ACROSS * WORKING_SIDE];
        for (int frequency = 0; frequency < ACROSS; frequency++) {
            for (int at = 0; at < WORKING_SIDE; at++) {
                cosines[frequency * WORKING_SIDE + at] =
                        Math.cos(Math.PI * frequency * at / WORKING_SIDE);
            }
        }
        return cosines;
    }

    private static int toSrgb(double linear) {
        double value = Math.clamp(linear, 0, 1);
        return value <= 0.0031308
                ? (int) (value * 12.92 * 255 + 0.5)
                : (int) ((1.055 * Math.pow(value, 1 / 2.4) - 0.055) * 255 + 0.5);
    }

    private static int quantisedMaximum(double[][] factors) {
        double maximum = 0;
        for (int i = 1; i < factors.length; i++) {
            for (double value : factors[i]) {
                maximum = Math.max(maximum, Math.abs(value));
            }
        }
        return (int) Math.clamp(Math.floor(maximum * 166 - 0.5), 0, 82);
    }

    private static int average(double[] factor) {
        return toSrgb(factor[0]) << 16 | toSrgb(factor[1]) << 8 | toSrgb(factor[2]);
    }

    private static int detail(double[] factor, double maximum) {
        int value = 0;
        for (double channel : factor) {
            double root = Math.copySign(Math.sqrt(Math.abs(channel / maximum)), channel);
            value = value * 19 + (int) Math.clamp(Math.floor(root * 9 + 9.5), 0, 18);
        }
        return value;
    }

    private static void append(StringBuilder hash, int value, int length) {
        int divisor = 1;
        for (int i = 1; i < length; i++) {
            divisor *= DIGITS.length();
        }
        for (; divisor > 0; divisor /= DIGITS.length()) {
            hash.append(DIGITS.charAt(value / divisor % DIGITS.length()));
        }
    }
}
