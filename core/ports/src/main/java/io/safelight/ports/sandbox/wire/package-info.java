/**
 * What a sandbox's child and its parent say to each other over two pipes. The parent believes
 * nothing: a hostile image may have taken the child over. See docs/formats/sandbox-protocol.md.
 */
@NullMarked
package io.safelight.ports.sandbox.wire;

import org.jspecify.annotations.NullMarked;
