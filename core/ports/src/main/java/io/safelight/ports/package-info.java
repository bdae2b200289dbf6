/**
 * What the product needs of the outside. Every interface states the duties of all its
 * implementations.
 */
@NullMarked
package io.safelight.ports;

import org.jspecify.annotations.NullMarked;
