package dev.stagedoor.server;

import dev.stagedoor.server.backup.EmbeddedBackup;
import dev.stagedoor.server.backup.ExternalBackup;
import dev.stagedoor.server.config.Keys;
import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.config.SettingsException;
import dev.stagedoor.server.database.DataDirectory;
import dev.stagedoor.server.database.DatabaseAddress;
import dev.stagedoor.server.database.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Writes everything to one file. A server may go on running. */
@Command(
        name = "backup",
        description = "Copy everything into one file; a server may go on running.",
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {
    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Parameters(index = "0", paramLabel = "FILE", description = "Where to; must not exist.")
    private Path target = Path.of("");

    @Override
    public Integer call() {
        Path file = SettingsOptions.invokedFrom().resolve(target);
        if (Files.exists(file)) {
            System.err.println("stagedoor: " + file + " exists already. Give the backup another name.");
            return 1;
        }
        try {
            Settings settings = options.load();
            String url = settings.get(Keys.DATABASE_URL);
            if (url.isEmpty()) {
                backUp(options.dataDirectory(settings), file);
            } else {
                ExternalBackup.dump(url, file);
            }
            System.out.println(
                    "Wrote " + file + " (" + Files.size(file) / 1024 + " KiB). It holds everything: keep it secret.");
            return 0;
        } catch (SettingsException e) {
            return SettingsOptions.refused(e);
        } catch (IOException e) {
            System.err.println("stagedoor: no backup was made: " + e.getMessage());
            return 1;
        }
    }

    private static void backUp(Path data, Path file) throws IOException {
        Optional<DatabaseAddress> running = EmbeddedPostgres.running(data);
        if (running.isPresent()) {
            EmbeddedBackup.write(data, running.get(), file, Instant.now());
            return;
        }
        if (!Files.isDirectory(data.resolve("postgres"))) {
            throw new IOException("there is no database in " + data + ". Say where the data is by --data DIR.");
        }
        try (DataDirectory directory = DataDirectory.open(data);
                EmbeddedPostgres postgres = EmbeddedPostgres.start(directory)) {
            EmbeddedBackup.write(data, postgres.address(), file, Instant.now());
        }
    }
}
