/** The promises, tried on the whole program: a child process with everything real. */
@NullMarked
package io.safelight.endtoend;

import org.jspecify.annotations.NullMarked;
