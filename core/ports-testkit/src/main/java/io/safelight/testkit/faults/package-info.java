/** Faults for any port, as a script decides. */
@NullMarked
package io.safelight.testkit.faults;

import org.jspecify.annotations.NullMarked;
