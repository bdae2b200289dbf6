/**
 * The built-in programs, on our own binding of libvips; meant to run inside the sandbox's child.
 */
@NullMarked
package io.safelight.adapter.vips;

import org.jspecify.annotations.NullMarked;
