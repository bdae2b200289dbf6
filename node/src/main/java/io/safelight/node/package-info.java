/** The composition root: configuration, adapters, roles, closed in reverse. */
@NullMarked
package io.safelight.node;

import org.jspecify.annotations.NullMarked;
