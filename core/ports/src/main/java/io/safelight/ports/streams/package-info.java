/** The stream's side: publishing, credentials, ids of records. */
@NullMarked
package io.safelight.ports.streams;

import org.jspecify.annotations.NullMarked;
