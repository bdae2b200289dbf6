package io.safelight.ingress.http;

/**
 * Something that the platform needs, as readiness shows it.
 *
 * @param detail for the operator: what is wrong and what to do; when it is ready, what is worth
 *     knowing, often nothing
 */
public record Dependency(String name, boolean ready, String detail) {}
