/**
 * The ledger on a SQL database: SQLite, in a file.
 *
 * <p>{@link io.safelight.adapter.sql.SqlLedger} hands each call to the class of its subject. Writes
 * go through one thread, which commits those that arrive together in one go.
 */
@NullMarked
package io.safelight.adapter.sql;

import org.jspecify.annotations.NullMarked;
