package dev.stagedoor.server;

import dev.stagedoor.server.backup.EmbeddedRestore;
import dev.stagedoor.server.backup.ExternalBackup;
import dev.stagedoor.server.config.Keys;
import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.config.SettingsException;
import dev.stagedoor.server.database.DataDirectory;
import dev.stagedoor.server.database.DatabaseAddress;
import dev.stagedoor.server.database.DatabaseFacts;
import dev.stagedoor.server.database.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes an installation of a backup. Overwrites nothing. */
@Command(
        name = "restore",
        description = "Make an installation of a backup; overwrites nothing.",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {
    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Parameters(index = "0", paramLabel = "FILE", description = "What backup has written.")
    private Path source = Path.of("");

    @Override
    public Integer call() {
        Path file = SettingsOptions.invokedFrom().resolve(source);
        try {
            Settings settings = options.load();
            String url = settings.get(Keys.DATABASE_URL);
            if (url.isEmpty()) {
                restore(file, options.dataDirectory(settings));
            } else {
                ExternalBackup.restore(url, file);
                var _ = DatabaseFacts.read(DatabaseAddress.parse(url));
            }
            System.out.println("Restored " + file + ".");
            return 0;
        } catch (SettingsException e) {
            return SettingsOptions.refused(e);
        } catch (IOException e) {
            System.err.println("stagedoor: nothing was restored: " + e.getMessage());
            return 1;
        }
    }

    /** Starts the database once, so that a copy that does not come up is found now and not in an emergency. */
    private static void restore(Path file, Path data) throws IOException {
        try (DataDirectory directory = DataDirectory.open(data)) {
            EmbeddedRestore.unpack(file, data);
            try (EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
                var _ = DatabaseFacts.read(postgres.address());
            }
        }
    }
}
