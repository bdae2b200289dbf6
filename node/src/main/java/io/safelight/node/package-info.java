/**
 * Where the process begins. Below it, each knows only those that come before it: configuration,
 * roles, platform; client, demo, cli.
 */
@NullMarked
package io.safelight.node;

import org.jspecify.annotations.NullMarked;
