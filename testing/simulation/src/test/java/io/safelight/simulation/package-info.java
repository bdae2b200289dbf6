/** The platform in one thread, with faults where a script says. */
@NullMarked
package io.safelight.simulation;

import org.jspecify.annotations.NullMarked;
