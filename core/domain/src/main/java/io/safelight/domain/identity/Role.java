package io.safelight.domain.identity;

/** What a principal may do. */
public enum Role {
    /** Submits and reads images of its own tenant. */
    MEMBER,
    /** Also creates tokens, redrives, and reads every tenant. */
    ADMINISTRATOR
}
