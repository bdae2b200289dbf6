/** What operators look at names only what is there. */
@NullMarked
package io.safelight.endtoend.observability;

import org.jspecify.annotations.NullMarked;
