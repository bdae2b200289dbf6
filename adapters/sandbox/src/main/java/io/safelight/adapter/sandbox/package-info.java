/**
 * Programs in child processes. {@link io.safelight.adapter.sandbox.ChildSandbox} is the port,
 * {@link io.safelight.adapter.sandbox.Children} decides which child takes which image, {@link
 * io.safelight.adapter.sandbox.Child} speaks with one.
 */
@NullMarked
package io.safelight.adapter.sandbox;

import org.jspecify.annotations.NullMarked;
