package io.safelight.bench.rows;

import io.safelight.bench.platform.PlatformProcess;
import io.safelight.bench.processes.ThreadTimes;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** Makes a platform busy until its compilers have little left to do. */
final class WarmUp {
    /** Share of the compilers in the program's processor time. */
    private static final double WARM = 0.05;

    private WarmUp() {}

    interface Work {
        void run() throws IOException, InterruptedException;
    }

    /**
     * @param most how often the work is done at most
     */
    static void run(PlatformProcess platform, int most, Work work, Consumer<String> progress)
            throws IOException, InterruptedException {
        double share = 1;
        for (int i = 0; i < most && share > WARM; i++) {
            ThreadTimes before = ThreadTimes.of(platform.pid());
            work.run();
            var threads = ThreadTimes.of(platform.pid()).since(before);
            Duration all = threads.values().stream().reduce(Duration.ZERO, Duration::plus);
            Duration compilers = threads.getOrDefault(ThreadTimes.COMPILERS, Duration.ZERO);
            share = (double) compilers.toNanos() / Math.max(1, all.toNanos());
            progress.accept("compilers took %.0f %% of the last batch".formatted(100 * share));
        }
    }
}
