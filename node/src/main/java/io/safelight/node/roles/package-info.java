/** One file a role. */
@NullMarked
package io.safelight.node.roles;

import org.jspecify.annotations.NullMarked;
