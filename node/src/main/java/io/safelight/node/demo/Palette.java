package io.safelight.node.demo;

import java.util.List;
import java.util.SplittableRandom;

/** The colours of a landscape at some time of the day, each as red, green, blue from 0 to 255. */
final class Palette {
    private static final List<Palette> ALL =
            List.of(
                    // Noon, evening, dawn, overcast, autumn.
                    new Palette(0x2F6FC4, 0xC9DFEE, 0xF7F8FA, 0x706A50, 0x53657A, 0x5E7F36),
                    new Palette(0x34446F, 0xF2B27A, 0xF0A08C, 0xA06A30, 0x4A4256, 0x4B4A2E),
                    new Palette(0x56709E, 0xF0CFC4, 0xF6DCD6, 0x906050, 0x5D6480, 0x5F7350),
                    new Palette(0x8796A3, 0xD3DADD, 0xE6E9EA, 0x303030, 0x5B6870, 0x556B45),
                    new Palette(0x3C78B8, 0xDFE3DA, 0xFAF6EE, 0x807040, 0x6A5A50, 0x9A6A2A));

    private final float[] zenith;
    private final float[] horizon;
    private final float[] cloud;
    private final float[] sun;
    private final float[] rock;
    private final float[] meadow;

    private Palette(int zenith, int horizon, int cloud, int sun, int rock, int meadow) {
        this.zenith = parts(zenith);
        this.horizon = parts(horizon);
        this.cloud = parts(cloud);
        this.sun = parts(sun);
        this.rock = parts(rock);
        this.meadow = parts(meadow);
    }

    static Palette any(SplittableRandom random) {
        return ALL.get(random.nextInt(ALL.size()));
    }

    float[] zenith() {
        return zenith;
    }

    float[] horizon() {
        return horizon;
    }

    float[] cloud() {
        return cloud;
    }

    float[] sun() {
        return sun;
    }

    float[] rock() {
        return rock;
    }

    float[] meadow() {
        return meadow;
    }

    private static float[] parts(int colour) {
        return new float[] {colour >> 16 & 0xFF, colour >> 8 & 0xFF, colour & 0xFF};
    }
}
