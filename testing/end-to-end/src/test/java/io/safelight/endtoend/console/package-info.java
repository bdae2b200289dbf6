/** The console, used in a real browser on the whole program. */
@NullMarked
package io.safelight.endtoend.console;

import org.jspecify.annotations.NullMarked;
