/** The script {@code ./safelight}, on machines that are made up. */
@NullMarked
package io.safelight.endtoend.launcher;

import org.jspecify.annotations.NullMarked;
