/** Twin and contract of the ledger. */
@NullMarked
package io.safelight.testkit.ledger;

import org.jspecify.annotations.NullMarked;
