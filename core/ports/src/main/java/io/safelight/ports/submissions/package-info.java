/** What a door hands to ingest. */
@NullMarked
package io.safelight.ports.submissions;

import org.jspecify.annotations.NullMarked;
