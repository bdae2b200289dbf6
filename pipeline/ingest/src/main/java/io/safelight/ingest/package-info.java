/** From a submission to a stored, ledgered image and its receipt. */
@NullMarked
package io.safelight.ingest;

import org.jspecify.annotations.NullMarked;
