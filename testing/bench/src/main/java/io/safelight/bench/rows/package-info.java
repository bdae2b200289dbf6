/** One class for each row of figures. */
@NullMarked
package io.safelight.bench.rows;

import org.jspecify.annotations.NullMarked;
