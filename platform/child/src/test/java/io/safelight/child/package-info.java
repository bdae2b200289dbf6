/** Jails, tried from the inside and from the outside. */
@NullMarked
package io.safelight.child;

import org.jspecify.annotations.NullMarked;
