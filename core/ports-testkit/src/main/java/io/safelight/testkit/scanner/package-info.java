/** Contract and twin of the virus scanner. */
@NullMarked
package io.safelight.testkit.scanner;

import org.jspecify.annotations.NullMarked;
