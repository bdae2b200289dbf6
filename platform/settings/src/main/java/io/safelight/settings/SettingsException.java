package io.safelight.settings;

import java.util.List;

/**
 * The configuration is not usable. Holds every error, each a sentence that names the setting and
 * says what it takes.
 */
public final class SettingsException extends RuntimeException {
    private final List<String> errors;

    public SettingsException(List<String> errors) {
        super(String.join("\n", errors));
        this.errors = List.copyOf(errors);
    }

    public List<String> errors() {
        return errors;
    }
}
