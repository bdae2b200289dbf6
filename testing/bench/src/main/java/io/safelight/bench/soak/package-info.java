/** Whether memory grows with time. */
@NullMarked
package io.safelight.bench.soak;

import org.jspecify.annotations.NullMarked;
