/**
 * The stage that brings final images into the lake: numbered batches from the ledger, each exactly
 * once, and the upkeep of the table.
 */
@NullMarked
package io.safelight.catalog;

import org.jspecify.annotations.NullMarked;
