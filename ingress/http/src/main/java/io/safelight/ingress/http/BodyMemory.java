package io.safelight.ingress.http;

/**
 * Memory for bodies that must be held whole, counted in bytes. A body that holds it alone always
 * has room, so that a low bound delays bodies and bars none. Safe for many threads.
 */
final class BodyMemory {
    private final long maxBytes;
    private long heldBytes;
    private long mostBytes;

    BodyMemory(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** What one body holds; nothing at first. For one thread. */
    final class Hold implements AutoCloseable {
        private long bytes;

        private Hold() {}

        /**
         * Called before the memory is taken.
         *
         * @throws Problem when there is no room, of a kind that asks to try again
         */
        void grow(long more) {
            if (!enter(bytes, more)) {
                throw Problem.busy(
                        ProblemCode.TOO_MANY_UPLOADS,
                        "The bodies on their way to the stream take all the memory that they may;"
                                + " try again in a moment.");
            }
            bytes += more;
        }

        void shrink(long less) {
            bytes -= less;
            leave(less);
        }

        /** Gives all back. */
        @Override
        public void close() {
            shrink(bytes);
        }
    }

    Hold hold() {
        return new Hold();
    }

    synchronized long heldBytes() {
        return heldBytes;
    }

    /** The most that was ever held. */
    synchronized long mostBytes() {
        return mostBytes;
    }

    private synchronized boolean enter(long own, long more) {
        boolean alone = heldBytes == own;
        if (!alone && heldBytes + more > maxBytes) {
            return false;
        }
        heldBytes += more;
        mostBytes = Math.max(mostBytes, heldBytes);
        return true;
    }

    private synchronized void leave(long bytes) {
        heldBytes -= bytes;
    }
}
