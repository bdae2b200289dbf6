/**
 * Typed settings with defaults and ranges; every error is told at once, and the reference page
 * comes from what is declared.
 */
@NullMarked
package io.safelight.settings;

import org.jspecify.annotations.NullMarked;
