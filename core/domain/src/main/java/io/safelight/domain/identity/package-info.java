/** Who: tenants, principals, and what they may do. */
@NullMarked
package io.safelight.domain.identity;

import org.jspecify.annotations.NullMarked;
