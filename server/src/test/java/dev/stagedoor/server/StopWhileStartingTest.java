package dev.stagedoor.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.server.database.EmbeddedPostgres;
import dev.stagedoor.server.database.TestData;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A server that is told to stop before it has come up. */
@EnabledOnOs(OS.LINUX)
class StopWhileStartingTest {
    private static final String HALFWAY = "Billing works as database role";

    @Test
    void leavesNoDatabaseBehind(@TempDir Path folder) throws IOException, InterruptedException {
        Path data = TestData.in(folder, "data");
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dstagedoor.home=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.stagedoor.server.Main",
                        "up",
                        "--port=0",
                        "--media-port=0",
                        "--data=" + data)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = server.inputReader()) {
            String printed = readUntil(output, HALFWAY);
            assertThat(printed).contains(HALFWAY);
            assertThat(EmbeddedPostgres.running(data)).isPresent();

            // By its handle: the process itself would close the output, too.
            assertThat(server.toHandle().destroy()).isTrue();
            String rest = readUntil(output, null);

            assertThat(server.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(rest).contains("Stopping …").contains("Stopped the embedded database");
            assertThat(EmbeddedPostgres.running(data)).isEmpty();
        } finally {
            server.destroyForcibly();
        }
    }

    /** What it prints up to a line with this text, or to its end. */
    private static String readUntil(BufferedReader output, @Nullable String text) throws IOException {
        StringBuilder printed = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            printed.append(line).append('\n');
            if (text != null && line.contains(text)) {
                break;
            }
        }
        return printed.toString();
    }
}
