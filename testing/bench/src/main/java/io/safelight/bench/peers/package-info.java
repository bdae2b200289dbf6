/** What the product is measured against, and how it gets here. */
@NullMarked
package io.safelight.bench.peers;

import org.jspecify.annotations.NullMarked;
