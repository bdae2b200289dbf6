/** Twin and contract of the key ring. */
@NullMarked
package io.safelight.testkit.keys;

import org.jspecify.annotations.NullMarked;
