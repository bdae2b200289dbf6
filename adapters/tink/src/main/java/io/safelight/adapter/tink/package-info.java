/** Sealed objects by Tink's streaming encryption. */
@NullMarked
package io.safelight.adapter.tink;

import org.jspecify.annotations.NullMarked;
