/** Governed SQL. */
@NullMarked
package io.safelight.ports.query;

import org.jspecify.annotations.NullMarked;
