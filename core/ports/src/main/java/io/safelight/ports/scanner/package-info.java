/** The virus scanner. */
@NullMarked
package io.safelight.ports.scanner;

import org.jspecify.annotations.NullMarked;
