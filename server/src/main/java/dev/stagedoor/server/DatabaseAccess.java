package dev.stagedoor.server;

import dev.stagedoor.server.config.Keys;
import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.config.SettingsException;
import dev.stagedoor.server.database.DataDirectory;
import dev.stagedoor.server.database.DatabaseAddress;
import dev.stagedoor.server.database.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The way to the database for a command of a few seconds: that of {@code DATABASE_URL}; or the embedded one of a server that
 * runs; or the embedded one, started for as long as the command takes.
 */
final class DatabaseAccess {
    private static final int COULD_NOT = 2;

    private final SettingsOptions options;

    DatabaseAccess(SettingsOptions options) {
        this.options = options;
    }

    /** What a command does with the database; returns the exit code. */
    interface Work {
        int run(DatabaseAddress address) throws IOException;
    }

    /** Does the work. Exit code 2, with a word on standard error, if the database could not be reached. */
    int run(Work work) {
        try {
            Settings settings = options.load();
            String url = settings.get(Keys.DATABASE_URL);
            return url.isEmpty()
                    ? withEmbedded(options.dataDirectory(settings), work)
                    : work.run(DatabaseAddress.parse(url));
        } catch (SettingsException e) {
            return SettingsOptions.refused(e);
        } catch (IOException | UncheckedIOException e) {
            System.err.println("stagedoor: " + e.getMessage());
        } catch (RuntimeException e) {
            System.err.println("stagedoor: the database could not be used: " + e.getMessage());
        }
        return COULD_NOT;
    }

    private static int withEmbedded(Path folder, Work work) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no data in " + folder
                    + ". Start the server once (./stagedoor up), or name another folder with --data DIR.");
        }
        try (DataDirectory data = DataDirectory.open(folder);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
            return work.run(postgres.address());
        } catch (DataDirectory.InUseException _) {
            return work.run(EmbeddedPostgres.running(folder)
                    .orElseThrow(() -> new IOException("a server has " + folder
                            + ", but its database does not run: it may be starting or stopping."
                            + " Try again in a few seconds.")));
        }
    }
}
