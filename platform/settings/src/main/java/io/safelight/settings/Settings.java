package io.safelight.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads settings and remembers what was asked for. A module's settings are a record with a static
 * {@code from(Settings)} that asks for each; a wrong value is noted and its default returned, so
 * that {@link #check()} tells all errors at once. For one thread.
 */
public final class Settings {
    /**
     * Environment variables with this prefix are settings: SAFELIGHT_SCAN_TIME_LIMIT is
     * scan.time-limit.
     */
    public static final String ENVIRONMENT_PREFIX = "SAFELIGHT_";

    private static final String AUTO = "auto";

    private final Map<String, String> values;
    private final Map<String, Setting> declared = new TreeMap<>();
    private final List<String> errors = new ArrayList<>();

    /** Later maps win over earlier ones. */
    @SafeVarargs
    public static Settings of(Map<String, String>... layers) {
        var values = new TreeMap<String, String>();
        for (Map<String, String> layer : layers) {
            values.putAll(layer);
        }
        return new Settings(values);
    }

    private Settings(Map<String, String> values) {
        this.values = values;
    }

    public Duration duration(
            String name, String meaning, Duration standard, Duration min, Duration max) {
        return ranged(name, meaning, standard, min, max, Durations::parse, Durations::format);
    }

    public ByteSize size(
            String name, String meaning, ByteSize standard, ByteSize min, ByteSize max) {
        return ranged(name, meaning, standard, min, max, ByteSize::parse, ByteSize::toString);
    }

    public int count(String name, String meaning, int standard, int min, int max) {
        return ranged(name, meaning, standard, min, max, Settings::wholeNumber, String::valueOf);
    }

    /** A count that is the number of processors unless it is said; {@code auto} says so too. */
    public int countPerProcessor(String name, String meaning, int min, int max) {
        int processors = Math.clamp(Runtime.getRuntime().availableProcessors(), min, max);
        return value(
                name,
                AUTO + " (one a processor), or " + min + " to " + max,
                meaning,
                processors,
                text ->
                        text.strip().equals(AUTO)
                                ? processors
                                : within(wholeNumber(text), min, max),
                _ -> AUTO);
    }

    public boolean flag(String name, String meaning, boolean standard) {
        return value(name, "true or false", meaning, standard, Settings::truth, String::valueOf);
    }

    /**
     * @param form what a value looks like, for people
     */
    public String text(String name, String form, String meaning, String standard, Pattern pattern) {
        return value(
                name,
                form,
                meaning,
                standard,
                text -> {
                    if (!pattern.matcher(text).matches()) {
                        throw new IllegalArgumentException("it does not look so");
                    }
                    return text;
                },
                text -> text);
    }

    /**
     * A file of the machine that must be there.
     *
     * @param otherwise the word for none, which is the standard
     */
    public Optional<Path> file(String name, String otherwise, String meaning) {
        return value(
                name,
                otherwise + ", or the absolute path of a file",
                meaning,
                Optional.empty(),
                text -> text.equals(otherwise) ? Optional.empty() : Optional.of(existing(text)),
                file -> file.map(Path::toString).orElse(otherwise));
    }

    private static Path existing(String text) {
        Path file = Path.of(text);
        if (!file.isAbsolute() || !Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IllegalArgumentException("there is no such file that can be read");
        }
        return file;
    }

    /**
     * Call it after everything was asked for.
     *
     * @throws SettingsException when a value was wrong or a name is not declared
     */
    public void check() {
        for (String name : values.keySet()) {
            if (!declared.containsKey(name)) {
                errors.add(name + " is not a setting." + suggestion(name));
            }
        }
        if (!errors.isEmpty()) {
            throw new SettingsException(errors);
        }
    }

    /** What was asked for so far, by name. */
    public List<Setting> declared() {
        return List.copyOf(declared.values());
    }

    /**
     * The settings among environment variables; names are matched without regard to dots, hyphens
     * and case by the caller's list.
     */
    public static Map<String, String> fromEnvironment(
            Map<String, String> environment, List<Setting> known) {
        var found = new TreeMap<String, String>();
        for (Setting setting : known) {
            String value = environment.get(environmentName(setting.name()));
            if (value != null) {
                found.put(setting.name(), value);
            }
        }
        return found;
    }

    public static String environmentName(String setting) {
        return ENVIRONMENT_PREFIX
                + setting.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private <T extends Comparable<T>> T ranged(
            String name,
            String meaning,
            T standard,
            T min,
            T max,
            Function<String, T> parse,
            Function<T, String> format) {
        return value(
                name,
                format.apply(min) + " to " + format.apply(max),
                meaning,
                standard,
                text -> within(parse.apply(text), min, max),
                format);
    }

    private static <T extends Comparable<T>> T within(T value, T min, T max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException("it is out of range");
        }
        return value;
    }

    private <T> T value(
            String name,
            String form,
            String meaning,
            T standard,
            Function<String, T> parse,
            Function<T, String> format) {
        declared.put(name, new Setting(name, form, format.apply(standard), meaning));
        String text = values.get(name);
        if (text == null) {
            return standard;
        }
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            errors.add(
                    name
                            + " takes "
                            + form
                            + "; \""
                            + shortened(text)
                            + "\" was given: "
                            + e.getMessage()
                            + ".");
            return standard;
        }
    }

    private String suggestion(String name) {
        String tail = name.substring(name.lastIndexOf('.') + 1);
        return declared.keySet().stream()
                .filter(
                        known ->
                                known.endsWith("." + tail)
                                        || name.startsWith(known)
                                        || known.startsWith(name))
                .findFirst()
                .map(known -> " Did you mean " + known + "?")
                .orElse(" `safelight settings` lists them all.");
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private static int wholeNumber(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("it is not a whole number", e);
        }
    }

    private static boolean truth(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("it is neither");
        };
    }
}
