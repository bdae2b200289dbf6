/** Governed SQL: questions go to jailed children and their answers are streamed back. */
@NullMarked
package io.safelight.query;

import org.jspecify.annotations.NullMarked;
