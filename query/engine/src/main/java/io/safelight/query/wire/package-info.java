/** What parent and child say to each other. The parent believes nothing that it has not checked. */
@NullMarked
package io.safelight.query.wire;

import org.jspecify.annotations.NullMarked;
