package io.safelight.adapter.vips;

/** Pixels in the heap, of small pictures only: 3 bytes each, red, green, blue, row by row. */
record Raster(int width, int height, byte[] rgb) {

    Raster {
        if (rgb.length != 3L * width * height) {
            throw new IllegalArgumentException(
                    rgb.length + " bytes are not " + width + "x" + height + " RGB");
        }
    }

    /** Red 0, green 1, blue 2; 0 to 255. */
    int value(int x, int y, int channel) {
        return rgb[3 * (y * width + x) + channel] & 0xff;
    }

    /** By averages over boxes; a smaller picture is blown up. The aspect is not kept. */
    Raster stretchedTo(int newWidth, int newHeight) {
        Spans across = Spans.of(width, newWidth);
        Spans down = Spans.of(height, newHeight);
        byte[] out = new byte[3 * newWidth * newHeight];
        for (int y = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++) {
                average(across, x, down, y, out);
            }
        }
        return new Raster(newWidth, newHeight, out);
    }

    private void average(Spans across, int x, Spans down, int y, byte[] out) {
        int red = 0;
        int green = 0;
        int blue = 0;
        for (int row = down.from[y]; row < down.to[y]; row++) {
            int end = 3 * (row * width + across.to[x]);
            for (int i = 3 * (row * width + across.from[x]); i < end; i += 3) {
                red += rgb[i] & 0xff;
                green += rgb[i + 1] & 0xff;
                blue += rgb[i + 2] & 0xff;
            }
        }
        int count = (across.to[x] - across.from[x]) * (down.to[y] - down.from[y]);
        int at = 3 * (y * across.to.length + x);
        out[at] = (byte) ((red + count / 2) / count);
        out[at + 1] = (byte) ((green + count / 2) / count);
        out[at + 2] = (byte) ((blue + count / 2) / count);
    }

    /** Which old rows or columns each new one covers, at least one. */
    private static final class Spans {
        private final int[] from;
        private final int[] to;

        private Spans(int[] from, int[] to) {
            this.from = from;
            this.to = to;
        }

        static Spans of(int oldSide, int newSide) {
            int[] from = new int[newSide];
            int[] to = new int[newSide];
            for (int i = 0; i < newSide; i++) {
                from[i] = i * oldSide / newSide;
                to[i] = Math.max(from[i] + 1, (i + 1) * oldSide / newSide);
            }
            return new Spans(from, to);
        }
    }
}
