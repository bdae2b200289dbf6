/** Metrics, traces and log events; no word of the domain. */
@NullMarked
package io.safelight.telemetry;

import org.jspecify.annotations.NullMarked;
