package io.safelight.domain.work;

import java.util.Locale;

/**
 * Where an image stands: {@code received → claimed → completed | quarantined | failed}, then {@code
 * erased} or {@code purged}. A release moves claimed → received, a redrive failed → received.
 */
public enum State {
    RECEIVED,
    CLAIMED,
    COMPLETED,
    QUARANTINED,
    FAILED,
    ERASED,
    PURGED;

    /** Has the pipeline done what it can? Each such image has one row of the lake. */
    public boolean isFinal() {
        return this == COMPLETED || this == QUARANTINED || this == FAILED;
    }

    /** The word in records, tables and metrics. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
