@NullMarked
package io.safelight.bench;

import org.jspecify.annotations.NullMarked;
