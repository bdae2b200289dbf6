/** Where bytes lie: plain object storage, and sealed objects on top of it. */
@NullMarked
package io.safelight.ports.objects;

import org.jspecify.annotations.NullMarked;
