/** The way of an image through the stages: states, claims, tries, outcomes. */
@NullMarked
package io.safelight.domain.work;

import org.jspecify.annotations.NullMarked;
