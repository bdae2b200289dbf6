/** What runs inside the jail: one statement at a time, each in a database of its own. */
@NullMarked
package io.safelight.query.child;

import org.jspecify.annotations.NullMarked;
