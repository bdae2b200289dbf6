/** Metrics, by name and bounded labels. */
@NullMarked
package io.safelight.telemetry;

import org.jspecify.annotations.NullMarked;
