/** From a clean image to what the programs made of it. */
@NullMarked
package io.safelight.process;

import org.jspecify.annotations.NullMarked;
