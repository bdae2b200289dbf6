/** Where programs run, and what they and their parent say to each other. */
@NullMarked
package io.safelight.ports.sandbox;

import org.jspecify.annotations.NullMarked;
