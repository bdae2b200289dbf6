@NullMarked
package io.safelight.bench.soak;

import org.jspecify.annotations.NullMarked;
