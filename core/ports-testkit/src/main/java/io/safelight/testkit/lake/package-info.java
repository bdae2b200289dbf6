/** The lake: contract test, in-memory twin, and final images to fill one with. */
@NullMarked
package io.safelight.testkit.lake;

import org.jspecify.annotations.NullMarked;
