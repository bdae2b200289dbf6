/** A platform for as long as a command runs. */
@NullMarked
package io.safelight.node.foreground;

import org.jspecify.annotations.NullMarked;
