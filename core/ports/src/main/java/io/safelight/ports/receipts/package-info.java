/** Signatures that outlive the image. */
@NullMarked
package io.safelight.ports.receipts;

import org.jspecify.annotations.NullMarked;
