package dev.stagedoor.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.MediaConfig;
import dev.stagedoor.server.config.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaSettingsTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void packetsAreSentInGroupsUnlessThatIsSwitchedOff() throws IOException {
        assertThat(config(Map.of()).segmentation()).isTrue();
        assertThat(config(Map.of("media.segmentation", "false")).segmentation()).isFalse();
    }

    private MediaConfig config(Map<String, String> options) throws IOException {
        return Configurations.media(Settings.load(folder.resolve("none"), false, Map.of(), options), List.of());
    }
}
