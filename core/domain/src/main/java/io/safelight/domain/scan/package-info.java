/** The verdict of the virus scanner and what follows from it. */
@NullMarked
package io.safelight.domain.scan;

import org.jspecify.annotations.NullMarked;
