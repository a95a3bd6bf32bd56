package dev.stagedoor.server;

import dev.stagedoor.server.config.Keys;
import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.config.SettingsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that every command of the server understands, and the settings they lead to. */
final class SettingsOptions {
    private static final String DEFAULT_FILE = "stagedoor.properties";

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings file (default: stagedoor.properties beside the program).")
    private @Nullable Path file;

    @Option(names = "--port", paramLabel = "N", description = "HTTP port.")
    private @Nullable String httpPort;

    @Option(names = "--media-port", paramLabel = "N", description = "UDP port of media.")
    private @Nullable String mediaPort;

    @Option(names = "--data", paramLabel = "DIR", description = "Where the data is kept.")
    private @Nullable String dataDirectory;

    @Option(names = "--advertise", paramLabel = "LIST", description = "Addresses browsers reach media at.")
    private @Nullable String advertise;

    /** Throws {@link SettingsException} for settings that cannot be used. */
    Settings load() throws IOException {
        Map<String, String> options = new HashMap<>();
        put(options, Keys.HTTP_PORT.name(), httpPort);
        put(options, Keys.MEDIA_PORT.name(), mediaPort);
        put(options, Keys.DATA_DIRECTORY.name(), dataDirectory);
        put(options, Keys.MEDIA_ADVERTISE.name(), advertise);
        return Settings.load(file(), file != null, System.getenv(), options);
    }

    /** Says what is wrong with settings that cannot be used; exit code 2. */
    static int refused(SettingsException mistakes) {
        System.err.println("These settings cannot be used:");
        System.err.println(mistakes.getMessage());
        return 2;
    }

    /** The settings file, which need not exist unless it was named. */
    Path file() {
        return file == null ? home().resolve(DEFAULT_FILE) : invokedFrom().resolve(file);
    }

    /** The data directory: relative paths on the command line count from where the command was typed. */
    Path dataDirectory(Settings settings) {
        Path base = dataDirectory == null ? home() : invokedFrom();
        return base.resolve(settings.get(Keys.DATA_DIRECTORY)).normalize();
    }

    /** The folder of the installation. */
    static Path home() {
        return Path.of(System.getProperty("stagedoor.home", "."));
    }

    /** A path of the command line: relative ones count from where the command was typed. */
    static Path fromWhereTyped(Path path) {
        return invokedFrom().resolve(path);
    }

    /** Where the command was typed. */
    static Path invokedFrom() {
        return Path.of(System.getProperty("stagedoor.from", "."));
    }

    private static void put(Map<String, String> options, String name, @Nullable String value) {
        if (value != null) {
            options.put(name, value);
        }
    }
}
