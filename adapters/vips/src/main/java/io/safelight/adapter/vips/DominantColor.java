package io.safelight.adapter.vips;

/** The colour that most of a picture has: colours in 16×16×16 boxes, the fullest box's average. */
final class DominantColor {
    private static final int BOXES = 4096;

    private DominantColor() {}

    /** {@code #rrggbb}. */
    static String of(Raster picture) {
        byte[] rgb = picture.rgb();
        int[] counts = new int[BOXES];
        for (int i = 0; i < rgb.length; i += 3) {
            counts[box(rgb, i)]++;
        }
        int fullest = 0;
        for (int box = 1; box < BOXES; box++) {
            fullest = counts[box] > counts[fullest] ? box : fullest;
        }
        return average(rgb, fullest, counts[fullest]);
    }

    private static String average(byte[] rgb, int box, int count) {
        long red = 0;
        long green = 0;
        long blue = 0;
        for (int i = 0; i < rgb.length; i += 3) {
            if (box(rgb, i) == box) {
                red += rgb[i] & 0xff;
                green += rgb[i + 1] & 0xff;
                blue += rgb[i + 2] & 0xff;
            }
        }
        return "#%02x%02x%02x".formatted(red / count, green / count, blue / count);
    }

    private static int box(byte[] rgb, int at) {
        return (rgb[at] & 0xf0) << 4 | (rgb[at + 1] & 0xf0) | (rgb[at + 2] & 0xf0) >> 4;
    }
}
