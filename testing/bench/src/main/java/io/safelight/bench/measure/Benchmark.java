package io.safelight.bench.measure;

import java.io.IOException;
import java.util.Map;

/** One row, and how it is measured. */
public interface Benchmark {

    Row row();

    /**
     * Makes everything ready and warm.
     *
     * @throws LeftOutException when it cannot be measured here, with the reason
     */
    Contest prepare() throws IOException, InterruptedException;

    /** What is ready. For one thread. */
    interface Contest extends AutoCloseable {

        /** One round of the product, in the row's unit. */
        double product() throws IOException, InterruptedException;

        /** One round of the peer; not called where the row has none. */
        default double peer() throws IOException, InterruptedException {
            throw new UnsupportedOperationException("no peer");
        }

        /** What else is worth knowing, after the last round. */
        default Map<String, String> notes() {
            return Map.of();
        }

        @Override
        void close() throws IOException;
    }

    /** It cannot be measured here; the message says why and what to do. */
    final class LeftOutException extends IOException {
        private static final long serialVersionUID = 1;

        public LeftOutException(String why) {
            super(why);
        }
    }
}
