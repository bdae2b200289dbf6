/** Measures the program side by side with its peers. */
@NullMarked
package io.safelight.bench;

import org.jspecify.annotations.NullMarked;
