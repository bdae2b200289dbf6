@NullMarked
package io.safelight.bench.rows;

import org.jspecify.annotations.NullMarked;
