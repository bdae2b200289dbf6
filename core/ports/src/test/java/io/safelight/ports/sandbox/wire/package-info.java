/** The protocol, in good order and out of it. */
@NullMarked
package io.safelight.ports.sandbox.wire;

import org.jspecify.annotations.NullMarked;
