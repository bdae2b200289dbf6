/** What every SQL engine keeps, and a small one in memory. */
@NullMarked
package io.safelight.testkit.query;

import org.jspecify.annotations.NullMarked;
