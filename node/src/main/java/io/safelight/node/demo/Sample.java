package io.safelight.node.demo;

import java.util.function.Supplier;

/**
 * A file for the demo.
 *
 * @param content made anew at each call, some megabytes
 * @param expectation what should become of it, for people
 */
public record Sample(String filename, Supplier<byte[]> content, String expectation) {}
