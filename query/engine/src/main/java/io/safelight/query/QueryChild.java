package io.safelight.query;

import java.io.InputStream;
import java.io.OutputStream;

/** A running child. One thread talks to it; any thread may kill it. */
public interface QueryChild {

    OutputStream requests();

    /** Ends when the child does. */
    InputStream answers();

    boolean isAlive();

    /** Returns when it is gone, and both streams with it. May be called again. */
    void kill();

    /** The end of what it said beside its answers; for logs, never to be believed. */
    String lastWords();
}
