package io.safelight.settings;

/**
 * One declared setting, as the reference page shows it.
 *
 * @param form what a value looks like, with its range
 */
public record Setting(String name, String form, String defaultValue, String meaning) {}
