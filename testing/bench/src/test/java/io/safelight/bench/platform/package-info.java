@NullMarked
package io.safelight.bench.platform;

import org.jspecify.annotations.NullMarked;
