package dev.stagedoor.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.MediaConfig;
import dev.stagedoor.media.room.RoomLimits;
import dev.stagedoor.server.config.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaSettingsTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void packetsAreSentInGroupsUnlessThatIsSwitchedOff() throws IOException {
        assertThat(config(Map.of()).segmentation()).isTrue();
        assertThat(config(Map.of("media.segmentation", "false")).segmentation()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        // kbit/s, packets of history: two seconds, and a power of two
        "300, 512",
        "2500, 512",
        "2501, 1024",
        "5000, 1024",
        "6000, 2048",
        "20000, 4096",
    })
    void aPublisherMaySendMoreAndIsKeptForAsLong(int kbps, int historyPackets) throws IOException {
        RoomLimits limits =
                config(Map.of("media.publisher-kbps", Integer.toString(kbps))).limits();

        assertThat(limits.publisherBitsPerSecond()).isEqualTo(kbps * 1_000L);
        assertThat(limits.videoHistoryPackets()).isEqualTo(historyPackets);
        assertThat(limits.audioHistoryPackets()).isEqualTo(128);
    }

    @ParameterizedTest
    @CsvSource({"0, 9223372036854775807", "800, 800000", "20000, 20000000"})
    void aViewerIsSentWhatItsPathCarriesUnlessThereIsACap(int kbps, long bitsPerSecond) throws IOException {
        assertThat(config(Map.of()).limits().viewerBitsPerSecond()).isEqualTo(Long.MAX_VALUE);
        assertThat(config(Map.of("media.viewer-kbps", Integer.toString(kbps)))
                        .limits()
                        .viewerBitsPerSecond())
                .isEqualTo(bitsPerSecond);
    }

    private MediaConfig config(Map<String, String> options) throws IOException {
        return Configurations.media(Settings.load(folder.resolve("none"), false, Map.of(), options), List.of());
    }
}
