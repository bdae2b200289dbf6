/** Objects, keys and secrets in local directories, durable through fsync. */
@NullMarked
package io.safelight.adapter.local;

import org.jspecify.annotations.NullMarked;
