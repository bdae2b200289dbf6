@NullMarked
package io.safelight.bench.images;

import org.jspecify.annotations.NullMarked;
