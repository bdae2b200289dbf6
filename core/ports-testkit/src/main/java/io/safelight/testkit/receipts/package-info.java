/** Twin and contract of signing. */
@NullMarked
package io.safelight.testkit.receipts;

import org.jspecify.annotations.NullMarked;
