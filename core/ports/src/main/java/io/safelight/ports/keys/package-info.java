/** The key ring: one key per tenant and expiry bucket, and the master key that wraps them. */
@NullMarked
package io.safelight.ports.keys;

import org.jspecify.annotations.NullMarked;
