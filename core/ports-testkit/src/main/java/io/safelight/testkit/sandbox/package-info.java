/** The sandbox: its contract, its twin, and programs that do what an image tells them. */
@NullMarked
package io.safelight.testkit.sandbox;

import org.jspecify.annotations.NullMarked;
