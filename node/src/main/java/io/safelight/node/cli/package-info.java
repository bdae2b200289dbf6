/** The command line: a client of the HTTP API, and the commands that start the platform. */
@NullMarked
package io.safelight.node.cli;

import org.jspecify.annotations.NullMarked;
