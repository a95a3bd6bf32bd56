package dev.stagedoor.server;

import dev.stagedoor.server.config.Key;
import dev.stagedoor.server.config.Keys;
import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.config.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the settings file now and then and hands on what may change in a running server. It looks at the time of change
 * instead of asking the kernel for news: mounted configuration of containers is replaced by links, of which no news comes.
 */
final class SettingsWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsWatch.class);
    private static final long EVERY_MS = 2_000;

    private final Path file;
    private final Load load;
    private final Consumer<Settings> apply;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("settings-watch").factory());
    private Settings present;
    private FileTime lastSeen;

    /** Reads all sources anew. */
    interface Load {
        Settings load() throws IOException;
    }

    /**
     * @param present what the server was started with
     * @param apply is given the settings whenever one that may change has changed
     */
    SettingsWatch(Path file, Settings present, Load load, Consumer<Settings> apply) {
        this.file = file;
        this.present = present;
        this.load = load;
        this.apply = apply;
        this.lastSeen = changedAt();
    }

    void start() {
        var _ = timer.scheduleWithFixedDelay(this::look, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    /** Takes up what has changed since the last time. */
    void look() {
        FileTime now = changedAt();
        if (now.equals(lastSeen)) {
            return;
        }
        lastSeen = now;
        try {
            take(load.load());
        } catch (SettingsException e) {
            LOG.error("{} has changed and is left alone, because of mistakes: {}", file, e.getMessage());
        } catch (IOException | RuntimeException e) {
            LOG.error("{} has changed and cannot be taken up", file, e);
        }
    }

    private void take(Settings next) {
        for (Key<?> key : next.differencesTo(present)) {
            if (Keys.LIVE.contains(key)) {
                LOG.info("{} is {} from now on", key.name(), next.get(key));
            } else {
                LOG.warn("{} has changed; it counts from the next start on", key.name());
            }
        }
        present = next;
        apply.accept(next);
    }

    private FileTime changedAt() {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException absent) {
            return FileTime.fromMillis(0);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
