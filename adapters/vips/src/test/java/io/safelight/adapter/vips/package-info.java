/** Tests of the built-in programs, on the real libvips. */
@NullMarked
package io.safelight.adapter.vips;

import org.jspecify.annotations.NullMarked;
