/** The platform under test, as a process of its own, and the load on it. */
@NullMarked
package io.safelight.bench.platform;

import org.jspecify.annotations.NullMarked;
