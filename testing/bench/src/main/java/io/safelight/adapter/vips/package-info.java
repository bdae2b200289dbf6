/** What must see the steps of the adapter, to measure them one by one. */
@NullMarked
package io.safelight.adapter.vips;

import org.jspecify.annotations.NullMarked;
