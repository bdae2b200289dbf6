/** What commands share: the HTTP API as a client sees it, the terminal, exit codes. */
@NullMarked
package io.safelight.node.client;

import org.jspecify.annotations.NullMarked;
