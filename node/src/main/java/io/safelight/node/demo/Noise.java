package io.safelight.node.demo;

import java.util.SplittableRandom;

/** Smooth randomness that repeats at its edges: several layers of blurred dice, as in clouds. */
final class Noise {
    private static final int SIDE = 512;
    private static final int MASK = SIDE - 1;

    private final float[] values = new float[SIDE * SIDE];
    private final float[] dust = new float[SIDE * SIDE];

    private Noise() {}

    /** Values lie between 0 and 1, around a half. */
    static Noise from(SplittableRandom random) {
        var noise = new Noise();
        float weight = 0.5f;
        for (int cells = 4; cells <= 128; cells *= 2) {
            noise.add(random, cells, weight);
            weight /= 2;
        }
        for (int i = 0; i < noise.dust.length; i++) {
            noise.dust[i] = (float) random.nextDouble();
        }
        return noise;
    }

    /** Anywhere on the plane where both are positive, interpolated. */
    float at(float x, float y) {
        int left = (int) x;
        int top = (int) y;
        float dx = x - left;
        float dy = y - top;
        int row = (top & MASK) * SIDE;
        int next = (top + 1 & MASK) * SIDE;
        int right = left + 1 & MASK;
        left &= MASK;
        float above = values[row + left] + dx * (values[row + right] - values[row + left]);
        float below = values[next + left] + dx * (values[next + right] - values[next + left]);
        return above + dy * (below - above);
    }

    /** The same without any smoothness: neighbours have nothing in common. */
    float dustAt(int x, int y) {
        return dust[(y & MASK) * SIDE + (x & MASK)];
    }

    private void add(SplittableRandom random, int cells, float weight) {
        var dice = new float[cells * cells];
        for (int i = 0; i < dice.length; i++) {
            dice[i] = (float) random.nextDouble();
        }
        float step = (float) cells / SIDE;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                values[y * SIDE + x] += weight * between(dice, cells, x * step, y * step);
            }
        }
    }

    private static float between(float[] dice, int cells, float x, float y) {
        int left = (int) x;
        int top = (int) y;
        float dx = ease(x - left);
        float dy = ease(y - top);
        int right = (left + 1) % cells;
        int row = top * cells;
        int next = (top + 1) % cells * cells;
        float above = dice[row + left] + dx * (dice[row + right] - dice[row + left]);
        float below = dice[next + left] + dx * (dice[next + right] - dice[next + left]);
        return above + dy * (below - above);
    }

    private static float ease(float t) {
        return t * t * (3 - 2 * t);
    }
}
