/** One file a role, and what roles share. */
@NullMarked
package io.safelight.node.roles;

import org.jspecify.annotations.NullMarked;
