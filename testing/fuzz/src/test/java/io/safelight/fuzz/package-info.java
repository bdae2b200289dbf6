/** What the fuzz tests share. Each of them lies in the package of its parser. */
@NullMarked
package io.safelight.fuzz;

import org.jspecify.annotations.NullMarked;
