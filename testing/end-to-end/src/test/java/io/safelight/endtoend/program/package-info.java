/** The whole program in a process of its own, and clients of it. */
@NullMarked
package io.safelight.endtoend.program;

import org.jspecify.annotations.NullMarked;
