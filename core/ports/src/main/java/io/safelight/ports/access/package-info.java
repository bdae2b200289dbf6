/** Tokens. */
@NullMarked
package io.safelight.ports.access;

import org.jspecify.annotations.NullMarked;
