/** Children that behave and children that do not. */
@NullMarked
package io.safelight.adapter.sandbox;

import org.jspecify.annotations.NullMarked;
