package io.safelight.ports;

/** The ports, as they are named in metrics, logs and readiness. */
public enum Port {
    OBJECTS,
    KEYS,
    LEDGER,
    SCANNER,
    SANDBOX,
    LAKE,
    QUERY,
    STREAMS
}
