/**
 * ClamAV's clamd as the virus scanner: a client of its socket, and clamd itself as a child of ours.
 */
@NullMarked
package io.safelight.adapter.clamd;

import org.jspecify.annotations.NullMarked;
