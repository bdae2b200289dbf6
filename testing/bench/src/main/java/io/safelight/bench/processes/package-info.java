/** What the kernel tells of processes. */
@NullMarked
package io.safelight.bench.processes;

import org.jspecify.annotations.NullMarked;
