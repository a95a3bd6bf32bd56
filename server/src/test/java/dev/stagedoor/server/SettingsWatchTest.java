package dev.stagedoor.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.server.config.Keys;
import dev.stagedoor.server.config.LogLevel;
import dev.stagedoor.server.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsWatchTest {
    @TempDir
    private Path folder = Path.of("");

    private final List<Settings> applied = new ArrayList<>();
    private long changes;

    private Path file() {
        return folder.resolve("stagedoor.properties");
    }

    private Settings load() throws IOException {
        return Settings.load(file(), true, Map.of(), Map.of());
    }

    private void write(String text) throws IOException {
        Files.writeString(file(), text);
        Files.setLastModifiedTime(file(), FileTime.fromMillis(++changes * 1_000));
    }

    @BeforeEach
    void start() throws IOException {
        write("log.level=INFO\n");
    }

    private SettingsWatch watch() throws IOException {
        return new SettingsWatch(file(), load(), this::load, applied::add);
    }

    @Test
    void takesUpWhatHasChanged() throws IOException {
        try (SettingsWatch watch = watch()) {
            watch.look();
            assertThat(applied).isEmpty();
            write("log.level=DEBUG\nhttp.requests-per-second=7\n");
            watch.look();
            watch.look();
            assertThat(applied).singleElement().satisfies(settings -> {
                assertThat(settings.get(Keys.LOG_LEVEL)).isEqualTo(LogLevel.DEBUG);
                assertThat(Configurations.requestsPerAddress(settings).refill().toMillis())
                        .isEqualTo(142);
            });
        }
    }

    @Test
    void leavesAloneWhatHasMistakesUntilTheyAreMended() throws IOException {
        try (SettingsWatch watch = watch()) {
            write("log.level=LOUD\n");
            watch.look();
            assertThat(applied).isEmpty();
            write("log.level=WARN\n");
            watch.look();
            assertThat(applied).hasSize(1);
        }
    }
}
