/** Twin and contract of the tokens. */
@NullMarked
package io.safelight.testkit.access;

import org.jspecify.annotations.NullMarked;
