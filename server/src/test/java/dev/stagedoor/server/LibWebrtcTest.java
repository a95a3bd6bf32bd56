package dev.stagedoor.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.database.TestData;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Native applications are built on libwebrtc too, in a version and with defaults that no browser has. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64", disabledReason = "the native library is for Linux on x86-64")
class LibWebrtcTest {
    private static final int COUNT = 50;
    private static final int LIMIT_SECONDS = 30;

    @Test
    void nativeClientPublishesAndAnotherPlays(@TempDir Path folder) throws IOException, InterruptedException {
        Settings settings =
                Settings.load(folder.resolve("none"), false, Map.of(), Map.of("http.port", "0", "media.port", "0"));
        try (Stagedoor stagedoor = Stagedoor.start(settings, TestData.in(folder, "data"), folder)) {
            URI server = URI.create("http://127.0.0.1:" + stagedoor.httpPort());
            try (LibWebrtcPeer publisher = LibWebrtcPeer.publish(server.resolve("/whip/test"), null);
                    LibWebrtcPeer viewer = LibWebrtcPeer.watch(server.resolve("/whep/test"), null, COUNT)) {
                assertThat(viewer.hasPlayed(LIMIT_SECONDS))
                        .as("%s pictures and sounds decoded", COUNT)
                        .isTrue();
                assertThat(viewer.end()).isEqualTo(200);
                assertThat(publisher.end()).isEqualTo(200);
            }
        }
    }
}
