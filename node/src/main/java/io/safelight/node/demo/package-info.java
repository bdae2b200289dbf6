/** What the demo feeds to the platform when it is given no images of its own. */
@NullMarked
package io.safelight.node.demo;

import org.jspecify.annotations.NullMarked;
