/** What a node is told: its settings, and the folder that it keeps everything in. */
@NullMarked
package io.safelight.node.configuration;

import org.jspecify.annotations.NullMarked;
