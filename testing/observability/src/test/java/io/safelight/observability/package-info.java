/** What operators look at names only what is there. */
@NullMarked
package io.safelight.observability;

import org.jspecify.annotations.NullMarked;
