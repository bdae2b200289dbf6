/** Rules of the whole that a POM cannot say. */
@NullMarked
package io.safelight.architecture;

import org.jspecify.annotations.NullMarked;
