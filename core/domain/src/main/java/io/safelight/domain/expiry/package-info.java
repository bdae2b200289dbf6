/** When an image must die, and under which hour it is filed until then. */
@NullMarked
package io.safelight.domain.expiry;

import org.jspecify.annotations.NullMarked;
