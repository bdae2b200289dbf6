/** Time that passes when a test says so. */
@NullMarked
package io.safelight.testkit.time;

import org.jspecify.annotations.NullMarked;
