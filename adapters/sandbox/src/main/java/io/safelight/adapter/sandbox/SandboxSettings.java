package io.safelight.adapter.sandbox;

import io.safelight.ports.sandbox.wire.WireLimits;
import java.time.Duration;

/**
 * How many children, for how long, and how much of everything they get.
 *
 * @param places images at work at the same time, each in its own child; 1 to 256
 * @param spares children kept ready for a tenant that has none; 1 to 64
 * @param imagesPerChild after which a child is replaced; 1 to 1,000,000
 * @param timeLimit for the programs on one image; they end by themselves when it is over; 1 ms to 1
 *     h
 * @param grace after the time limit, until the child is killed; 1 ms to 10 min
 * @param startLimit for a child to come up, and for a caller to wait for one; 1 ms to 10 min
 * @param idleLimit after which a child that worked for a tenant is ended; 1 ms to 24 h
 * @param maxDataBytes private writable memory of a child, native and heap together
 * @param scratchBytes of a child's private {@code /tmp}, which is memory too
 * @param limits of an answer
 */
public record SandboxSettings(
        int places,
        int spares,
        int imagesPerChild,
        Duration timeLimit,
        Duration grace,
        Duration startLimit,
        Duration idleLimit,
        long maxDataBytes,
        long scratchBytes,
        WireLimits limits) {

    public SandboxSettings {
        require(places >= 1 && places <= 256, "1 to 256 places");
        require(spares >= 1 && spares <= 64, "1 to 64 spares");
        require(
                imagesPerChild >= 1 && imagesPerChild <= 1_000_000,
                "1 to 1,000,000 images a child");
        requireWithin(timeLimit, Duration.ofHours(1), "time limit");
        requireWithin(grace, Duration.ofMinutes(10), "grace");
        requireWithin(startLimit, Duration.ofMinutes(10), "start limit");
        requireWithin(idleLimit, Duration.ofHours(24), "idle limit");
        require(maxDataBytes >= 64L << 20, "at least 64 MiB of memory for a child");
        require(scratchBytes >= 1, "at least a byte of scratch");
    }

    /** One place for each processor, 1.5 GiB for a child, 30 s for an image. */
    public static SandboxSettings defaults() {
        return new SandboxSettings(
                Runtime.getRuntime().availableProcessors(),
                1,
                500,
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofMinutes(1),
                1536L << 20,
                256L << 20,
                WireLimits.defaults());
    }

    private static void requireWithin(Duration duration, Duration most, String what) {
        boolean within = duration.toMillis() >= 1 && duration.compareTo(most) <= 0;
        require(within, what + " of 1 ms to " + most);
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException("a sandbox needs " + what);
        }
    }
}
