/** The company's programs and their runs. */
@NullMarked
package io.safelight.domain.program;

import org.jspecify.annotations.NullMarked;
