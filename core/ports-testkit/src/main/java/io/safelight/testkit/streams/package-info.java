/** The streams' twin, and what every adapter of them must hold. */
@NullMarked
package io.safelight.testkit.streams;

import org.jspecify.annotations.NullMarked;
