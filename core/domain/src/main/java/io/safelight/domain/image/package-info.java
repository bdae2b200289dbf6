/** What an image is: its id, its bytes, what is said and found of it. */
@NullMarked
package io.safelight.domain.image;

import org.jspecify.annotations.NullMarked;
