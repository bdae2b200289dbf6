package io.safelight.ports.sandbox.wire;

/**
 * How much a parent takes from a child.
 *
 * @param programs in a hello
 * @param outputsPerProgram in an answer
 * @param outputBytes of one output
 * @param answerBytes of a whole answer
 */
public record WireLimits(int programs, int outputsPerProgram, int outputBytes, long answerBytes) {

    public WireLimits {
        if (programs < 1 || programs > 64 || outputsPerProgram < 1 || outputsPerProgram > 64) {
            throw new IllegalArgumentException("1 to 64 programs, 1 to 64 outputs of each");
        }
        if (outputBytes < 1 || answerBytes < outputBytes) {
            throw new IllegalArgumentException("an answer holds at least one output of a byte");
        }
    }

    /** 16 programs, 16 outputs of each, 32 MiB an output, 64 MiB in all. */
    public static WireLimits defaults() {
        return new WireLimits(16, 16, 32 << 20, 64L << 20);
    }
}
