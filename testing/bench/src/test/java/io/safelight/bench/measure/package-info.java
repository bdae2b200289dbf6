@NullMarked
package io.safelight.bench.measure;

import org.jspecify.annotations.NullMarked;
