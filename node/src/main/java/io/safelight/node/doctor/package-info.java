/** Looks at the machine, the configuration and the data, and says what to mend. */
@NullMarked
package io.safelight.node.doctor;

import org.jspecify.annotations.NullMarked;
