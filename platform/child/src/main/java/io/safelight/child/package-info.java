/**
 * Child JVMs in a jail of bubblewrap and resource limits. What runs inside sees no network, no file
 * but those named, and no environment; it dies with its parent, as a whole, at once.
 */
@NullMarked
package io.safelight.child;

import org.jspecify.annotations.NullMarked;
