/** Bytes of one image outside the heap. */
@NullMarked
package io.safelight.ports.bytes;

import org.jspecify.annotations.NullMarked;
