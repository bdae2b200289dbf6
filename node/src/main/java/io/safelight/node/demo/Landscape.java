package io.safelight.node.demo;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.SplittableRandom;

/**
 * A painted landscape: sky with clouds and a low sun, ridges that fade into the haze, a meadow in
 * front, and the grain of a sensor over all of it.
 */
final class Landscape {
    private static final int RIDGES = 4;
    private static final float GRAIN = 7;

    /** By ridge, from far to near. */
    private static final float[] DEPTHS = {0.25f, 0.5f, 0.75f, 1};

    private static final float[] BLADES = {0.64f, 0.32f, 0.21f, 0.16f};

    private final int width;
    private final int height;
    private final float perHeight;
    private final float perLonger;
    private final Palette palette;
    private final Noise noise;
    private final float sunX;
    private final float sunY;
    private final float[][] ridgeTops = new float[RIDGES][];
    private final byte[] pixels;
    private long grain;

    private Landscape(int width, int height, SplittableRandom random) {
        this.width = width;
        this.height = height;
        this.perHeight = 1f / height;
        this.perLonger = 1f / Math.max(width, height);
        this.palette = Palette.any(random);
        this.noise = Noise.from(random);
        this.sunX = (float) random.nextDouble(0.15, 0.85) * width;
        this.sunY = (float) random.nextDouble(0.2, 0.42) * height;
        this.pixels = new byte[3 * width * height];
        this.grain = random.nextLong() | 1;
        for (int i = 0; i < RIDGES; i++) {
            ridgeTops[i] = ridge(i, (float) random.nextDouble(512));
        }
    }

    /** Upright, in that size. */
    static Landscape paint(long seed, int width, int height) {
        var landscape = new Landscape(width, height, new SplittableRandom(seed));
        for (int y = 0; y < height; y++) {
            landscape.paintRow(y);
        }
        return landscape;
    }

    /**
     * The pixels as a camera stores them that was held so.
     *
     * @param orientation as in EXIF: 1 is upright, 6 is turned left by a quarter
     */
    BufferedImage stored(int orientation) {
        boolean turned = orientation >= 5;
        int storedWidth = turned ? height : width;
        int storedHeight = turned ? width : height;
        var image = new BufferedImage(storedWidth, storedHeight, BufferedImage.TYPE_3BYTE_BGR);
        byte[] target = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int y = 0, to = 0; y < storedHeight; y++) {
            for (int x = 0; x < storedWidth; x++, to += 3) {
                int from = 3 * uprightIndex(orientation, x, y);
                target[to] = pixels[from];
                target[to + 1] = pixels[from + 1];
                target[to + 2] = pixels[from + 2];
            }
        }
        return image;
    }

    private int uprightIndex(int orientation, int x, int y) {
        int fromRight = width - 1;
        int fromBottom = height - 1;
        return switch (orientation) {
            case 1 -> y * width + x;
            case 2 -> y * width + fromRight - x;
            case 3 -> (fromBottom - y) * width + fromRight - x;
            case 4 -> (fromBottom - y) * width + x;
            case 5 -> x * width + y;
            case 6 -> x * width + fromRight - y;
            case 7 -> (fromBottom - x) * width + fromRight - y;
            case 8 -> (fromBottom - x) * width + y;
            default -> throw new IllegalArgumentException("orientation is 1 to 8: " + orientation);
        };
    }

    /** Nearer ridges lie lower and are rougher. */
    private float[] ridge(int index, float offset) {
        var tops = new float[width];
        float base = height * (0.42f + 0.11f * index);
        float rise = height * (0.34f - 0.05f * index);
        float stretch = (90f + 40f * index) * perLonger;
        for (int x = 0; x < width; x++) {
            float hill = noise.at(offset + x * stretch, 97f * index) - 0.45f;
            float trees = noise.at(offset + x * stretch * 9, 41f * index) - 0.5f;
            tops[x] = base - rise * (1.6f * hill + 0.09f * trees);
        }
        return tops;
    }

    private void paintRow(int y) {
        float v = y * perHeight;
        for (int x = 0, to = 3 * y * width; x < width; x++, to += 3) {
            int ridge = nearestRidge(x, y);
            float light = grain();
            if (ridge < 0) {
                paintSky(x, y, v, to, light);
            } else {
                paintLand(x, y, ridge, to, light);
            }
        }
    }

    /** -1 is the sky. */
    private int nearestRidge(int x, int y) {
        int nearest = RIDGES - 1;
        while (nearest >= 0 && y < ridgeTops[nearest][x]) {
            nearest--;
        }
        return nearest;
    }

    private void paintSky(int x, int y, float v, int to, float light) {
        float scale = 220f * perLonger;
        float cloud = noise.at(x * scale, y * scale * 2.4f + 31);
        float cover = clamp((cloud - 0.5f) * 4.5f) * (1 - v * 0.8f);
        float dx = x - sunX;
        float dy = y - sunY;
        float glow = 1 / (1 + 60 * (dx * dx + dy * dy) * perHeight * perHeight);
        float down = clamp(v * 1.9f);
        for (int c = 0; c < 3; c++) {
            float sky = mix(palette.zenith()[c], palette.horizon()[c], down);
            float lit = mix(sky, palette.cloud()[c], cover * 0.85f);
            put(to, c, lit + glow * palette.sun()[c] + light);
        }
    }

    private void paintLand(int x, int y, int ridge, int to, float light) {
        float depth = DEPTHS[ridge];
        float below = (y - ridgeTops[ridge][x]) * perHeight;
        // A meadow is seen at a slant: its pattern gets coarser towards us.
        float coarse = (900f - 500f * clamp(below * 3)) * perLonger;
        float rough = noise.at(x * coarse, y * coarse * (1.5f + ridge)) - 0.5f;
        // Blades of grass and trees stand upright, and nearer ones are taller.
        float fine = noise.dustAt(x + 7 * ridge, (int) (y * BLADES[ridge])) - 0.5f;
        float speck = noise.dustAt(x >> 1, y >> 1) - 0.5f;
        float shade = 1 + depth * (1.1f * rough + 0.34f * fine + 0.26f * speck);
        float haze = clamp(1.05f - depth + below * 1.2f * (1 - depth)) * 0.85f;
        float green = clamp(depth * depth + below);
        for (int c = 0; c < 3; c++) {
            float ground = mix(palette.rock()[c], palette.meadow()[c], green);
            put(to, c, mix(ground * shade, palette.horizon()[c] * 0.92f, haze) + light);
        }
    }

    /** Stored as blue, green, red. */
    private void put(int to, int channel, float value) {
        int whole = (int) value;
        pixels[to + 2 - channel] = (byte) (whole < 0 ? 0 : whole > 255 ? 255 : whole);
    }

    /** Two dice, so that small deviations are the likely ones (xorshift64). */
    private float grain() {
        grain ^= grain << 13;
        grain ^= grain >>> 7;
        grain ^= grain << 17;
        return ((grain & 0xFFFF) + (grain >>> 16 & 0xFFFF) - 65_535) * (GRAIN / 65_535);
    }

    private static float mix(float a, float b, float share) {
        return a + (b - a) * share;
    }

    private static float clamp(float value) {
        return value < 0 ? 0 : value > 1 ? 1 : value;
    }
}
