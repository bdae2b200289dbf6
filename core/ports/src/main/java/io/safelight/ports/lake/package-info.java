/** The lake: one table row for every final image. */
@NullMarked
package io.safelight.ports.lake;

import org.jspecify.annotations.NullMarked;
