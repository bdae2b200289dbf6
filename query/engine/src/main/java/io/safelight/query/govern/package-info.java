/** Which statements may run: an allow-list over DuckDB's syntax tree. */
@NullMarked
package io.safelight.query.govern;

import org.jspecify.annotations.NullMarked;
