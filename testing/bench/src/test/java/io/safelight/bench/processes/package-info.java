@NullMarked
package io.safelight.bench.processes;

import org.jspecify.annotations.NullMarked;
