package dev.stagedoor.server;

import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.config.SettingsException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints every setting with its value, where that came from, and what it means. */
@Command(name = "config", description = "Print the effective settings.", mixinStandardHelpOptions = true)
final class ConfigCommand implements Callable<Integer> {
    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Override
    public Integer call() throws IOException {
        Settings settings;
        try {
            settings = options.load();
        } catch (SettingsException e) {
            return SettingsOptions.refused(e);
        }
        PrintStream out = System.out;
        for (Settings.Row row : settings.rows()) {
            out.println("# " + row.meaning());
            out.println(row.name() + "=" + row.value() + source(row.source()));
            out.println();
        }
        return 0;
    }

    private static String source(String source) {
        return source.equals("default") ? "" : "    # from " + source;
    }
}
