package io.safelight.node.roles;

import io.safelight.telemetry.Meters;
import io.safelight.telemetry.Traces;

/** Whom roles tell what they do. */
public record Watching(Meters meters, Traces traces) {}
