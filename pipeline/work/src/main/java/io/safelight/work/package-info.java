/** Claims images and takes each through scan and process. */
@NullMarked
package io.safelight.work;

import org.jspecify.annotations.NullMarked;
