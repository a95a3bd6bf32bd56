package dev.stagedoor.server.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Effective settings, each with where its value came from. Immutable. */
public final class Settings {
    private static final String ENVIRONMENT_PREFIX = "STAGEDOOR_";

    private final Map<Key<?>, Value> values;

    private Settings(Map<Key<?>, Value> values) {
        this.values = values;
    }

    /** @param source a file, a variable, an option, or "default" */
    record Value(String text, String source) {}

    /** One row of {@code ./stagedoor config}. */
    public record Row(String name, String value, String source, String meaning) {}

    /**
     * Merges the sources.
     *
     * @param file may be missing when {@code fileRequired} is false
     * @param environment of the process
     * @param options by key name, from the command line
     * @throws SettingsException naming every mistake at once
     */
    public static Settings load(
            Path file, boolean fileRequired, Map<String, String> environment, Map<String, String> options)
            throws IOException {
        List<String> mistakes = new ArrayList<>();
        Map<String, Value> given = new HashMap<>();
        fromFile(file, fileRequired, given, mistakes);
        fromEnvironment(environment, given, mistakes);
        options.forEach((name, text) -> given.put(name, new Value(text, "command line")));

        Map<Key<?>, Value> values = new LinkedHashMap<>();
        for (Key<?> key : Keys.ALL) {
            Value value = given.getOrDefault(key.name(), new Value(key.defaultText(), "default"));
            values.put(key, value);
            check(key, value, mistakes);
        }
        if (!mistakes.isEmpty()) {
            throw new SettingsException(mistakes);
        }
        return new Settings(values);
    }

    /** The value of a key; it was checked when the settings were loaded. */
    public <T> T get(Key<T> key) {
        Value value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("key is not declared in Keys: " + key.name());
        }
        return key.parser().apply(value.text());
    }

    /** The keys whose values are not those of other settings. */
    public List<Key<?>> differencesTo(Settings other) {
        return values.entrySet().stream()
                .filter(entry -> {
                    Value theirs = other.values.get(entry.getKey());
                    return theirs == null
                            || !theirs.text().equals(entry.getValue().text());
                })
                .<Key<?>>map(Map.Entry::getKey)
                .toList();
    }

    /** Everything for printing, secrets masked, in the order of declaration. */
    public List<Row> rows() {
        return values.entrySet().stream()
                .map(entry -> new Row(
                        entry.getKey().name(),
                        shown(entry.getKey(), entry.getValue().text()),
                        entry.getValue().source(),
                        entry.getKey().meaning()))
                .toList();
    }

    private static String shown(Key<?> key, String text) {
        return key.secret() && !text.isEmpty() ? "(secret)" : text;
    }

    private static void fromFile(Path file, boolean required, Map<String, Value> given, List<String> mistakes)
            throws IOException {
        if (!Files.exists(file)) {
            if (required) {
                mistakes.add("there is no settings file " + file);
            }
            return;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Path folder = file.toAbsolutePath().getParent();
        for (String name : properties.stringPropertyNames()) {
            String text = properties.getProperty(name).strip();
            Key<?> secret = SecretFiles.key(name).orElse(null);
            if (secret != null && properties.containsKey(secret.name())) {
                mistakes.add(file + ": " + secret.name() + " and " + name + " are both set; keep one");
            } else if (secret != null) {
                SecretFiles.read(secret, text, folder == null ? file : folder, file.toString(), given, mistakes);
            } else if (isKnown(name)) {
                given.put(name, new Value(text, file.toString()));
            } else {
                mistakes.add(file + ": unknown key " + name + nearest(name));
            }
        }
    }

    private static void fromEnvironment(
            Map<String, String> environment, Map<String, Value> given, List<String> mistakes) {
        Map<String, Key<?>> byVariable = new HashMap<>();
        Keys.ALL.forEach(key -> byVariable.put(key.environmentName(), key));
        environment.forEach((variable, text) -> {
            Key<?> key = byVariable.get(variable);
            Key<?> secret = SecretFiles.keyOfVariable(variable).orElse(null);
            if (key != null) {
                given.put(key.name(), new Value(text.strip(), variable));
            } else if (secret != null && environment.containsKey(secret.environmentName())) {
                mistakes.add(
                        "environment: " + secret.environmentName() + " and " + variable + " are both set; keep one");
            } else if (secret != null) {
                SecretFiles.read(secret, text, Path.of(""), variable, given, mistakes);
            } else if (variable.startsWith(ENVIRONMENT_PREFIX)) {
                String name = variable.substring(ENVIRONMENT_PREFIX.length()).toLowerCase(java.util.Locale.ROOT);
                mistakes.add("environment: unknown variable " + variable + nearest(name));
            }
        });
        // The name that hosting platforms use; our own variable wins when both are there.
        String url = environment.get("DATABASE_URL");
        if (url != null && !environment.containsKey(Keys.DATABASE_URL.environmentName())) {
            given.put(Keys.DATABASE_URL.name(), new Value(url.strip(), "DATABASE_URL"));
        }
    }

    private static void check(Key<?> key, Value value, List<String> mistakes) {
        try {
            var _ = key.parser().apply(value.text());
        } catch (IllegalArgumentException e) {
            String shown = key.secret() ? "(secret)" : "'" + value.text() + "'";
            mistakes.add(value.source() + ": " + key.name() + " is " + shown + ", " + e.getMessage());
        }
    }

    private static boolean isKnown(String name) {
        return Keys.ALL.stream().anyMatch(key -> key.name().equals(name));
    }

    private static String nearest(String name) {
        String wanted = name.replace('_', '.').replace('-', '.');
        return Keys.ALL.stream()
                .map(Key::name)
                .min(java.util.Comparator.comparingInt(known -> EditDistance.between(wanted, known.replace('-', '.'))))
                .map(known -> "; did you mean " + known + "?")
                .orElse("");
    }
}
