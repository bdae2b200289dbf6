package io.safelight.node.configuration;

import io.safelight.settings.Setting;
import io.safelight.settings.Settings;
import io.safelight.settings.SettingsException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * Gathers settings: the file in the data directory, the environment, the command line; the later
 * wins.
 */
public final class Configuration {
    private Configuration() {}

    /**
     * @throws CannotStartException with every error at once
     */
    public static NodeSettings load(
            DataDirectory data, Map<String, String> environment, Map<String, String> overrides) {
        var settings =
                Settings.of(
                        file(data), Settings.fromEnvironment(environment, declared()), overrides);
        NodeSettings node = NodeSettings.from(settings);
        var errors = new ArrayList<String>();
        try {
            settings.check();
        } catch (SettingsException e) {
            errors.addAll(e.errors());
        }
        Exposure.refusal(node.http().host()).ifPresent(errors::add);
        if (!errors.isEmpty()) {
            throw new CannotStartException(
                    "The configuration is wrong:\n  " + String.join("\n  ", errors));
        }
        return node;
    }

    /** Where nothing is set. */
    public static NodeSettings defaults() {
        return NodeSettings.from(Settings.of());
    }

    /** Every setting there is. */
    public static List<Setting> declared() {
        var settings = Settings.of();
        NodeSettings.from(settings);
        return settings.declared();
    }

    private static Map<String, String> file(DataDirectory data) {
        var values = new TreeMap<String, String>();
        try (Reader reader = Files.newBufferedReader(data.settings(), StandardCharsets.UTF_8)) {
            var properties = new Properties();
            properties.load(reader);
            properties
                    .stringPropertyNames()
                    .forEach(name -> values.put(name, properties.getProperty(name)));
            return values;
        } catch (NoSuchFileException e) {
            return values;
        } catch (IOException e) {
            throw new CannotStartException(
                    "Cannot read "
                            + data.settings()
                            + ". Mend its permissions, or choose another folder with --data.",
                    e);
        } catch (IllegalArgumentException e) {
            throw new CannotStartException(
                    "Cannot read " + data.settings() + ": lines are name=value.", e);
        }
    }
}
