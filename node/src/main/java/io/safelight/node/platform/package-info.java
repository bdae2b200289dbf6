/** Puts a platform together: configuration → adapters → roles, closed in reverse. */
@NullMarked
package io.safelight.node.platform;

import org.jspecify.annotations.NullMarked;
