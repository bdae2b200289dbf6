package io.safelight.adapter.vips;

/** The size of a picture that fits a square without growing. */
record Fit(int width, int height) {

    static Fit into(int maxSide, int width, int height) {
        int longSide = Math.max(width, height);
        if (longSide <= maxSide) {
            return new Fit(width, height);
        }
        double scale = (double) maxSide / longSide;
        return new Fit(side(width, scale), side(height, scale));
    }

    private static int side(int side, double scale) {
        return Math.max(1, (int) Math.round(side * scale));
    }
}
