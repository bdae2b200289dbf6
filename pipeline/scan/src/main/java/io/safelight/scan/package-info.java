/** From bytes to a verdict, and to quarantine. */
@NullMarked
package io.safelight.scan;

import org.jspecify.annotations.NullMarked;
