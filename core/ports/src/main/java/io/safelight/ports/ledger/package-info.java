/**
 * The ledger: what is known of every image, the work on it, its changes, and what the lake still
 * lacks.
 */
@NullMarked
package io.safelight.ports.ledger;

import org.jspecify.annotations.NullMarked;
