/** Where the processor time goes. */
@NullMarked
package io.safelight.bench.profile;

import org.jspecify.annotations.NullMarked;
