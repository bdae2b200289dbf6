/** Twins and contracts of object storage. */
@NullMarked
package io.safelight.testkit.objects;

import org.jspecify.annotations.NullMarked;
