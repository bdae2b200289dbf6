package io.safelight.ports.ledger;

/**
 * All of the ledger. Safe for many threads. Every method that changes something is durable when it
 * returns, and, where it says nothing else, does all of it or nothing; {@link
 * io.safelight.ports.PortException} RETRYABLE says that nothing was changed, UNKNOWN_OUTCOME that
 * it may have been.
 */
public interface Ledger
        extends ImageLedger, WorkLedger, FlowLedger, ChangeFeed, CatalogLedger, AutoCloseable {

    @Override
    void close();
}
