package dev.stagedoor.server.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Secrets that stand in files of their own, as container platforms and systemd hand them out: {@code turn.secret.file} in
 * the settings file and {@code STAGEDOOR_TURN_SECRET_FILE} in the environment name a file whose first line is the value.
 */
final class SecretFiles {
    private static final String SUFFIX = ".file";
    private static final String VARIABLE_SUFFIX = "_FILE";

    private SecretFiles() {}

    /** The secret key that {@code name} asks to be read from a file, if it does so. */
    static Optional<Key<?>> key(String name) {
        return name.endsWith(SUFFIX)
                ? Keys.ALL.stream()
                        .filter(key -> key.secret() && name.equals(key.name() + SUFFIX))
                        .findFirst()
                : Optional.empty();
    }

    /** The same for a variable of the environment. */
    static Optional<Key<?>> keyOfVariable(String variable) {
        return variable.endsWith(VARIABLE_SUFFIX)
                ? Keys.ALL.stream()
                        .filter(key -> key.secret() && variable.equals(key.environmentName() + VARIABLE_SUFFIX))
                        .findFirst()
                : Optional.empty();
    }

    /** @param source where the file was named; a relative path counts from {@code base} */
    static void read(
            Key<?> key,
            String path,
            Path base,
            String source,
            Map<String, Settings.Value> given,
            List<String> mistakes) {
        Path file = base.resolve(path.strip());
        try (var lines = Files.lines(file)) {
            String secret = lines.findFirst().orElse("").strip();
            if (secret.isEmpty()) {
                mistakes.add(source + ": the file " + file + " for " + key.name() + " is empty");
            }
            given.put(key.name(), new Settings.Value(secret, source + ", file " + file));
        } catch (IOException | java.io.UncheckedIOException e) {
            String why = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("denied")
                    ? "may not be read by this user"
                    : "cannot be read";
            mistakes.add(source + ": the file " + file + " for " + key.name() + " " + why);
        }
    }
}
