package dev.stagedoor.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stagedoor.server.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Prometheus itself makes of our alerts: that it reads them, and when each is raised. */
class PromtoolTest {
    private static final Path RULES = Path.of("../docker/prometheus/alerts.yml");
    private static final Path CONFIGURATION = Path.of("../docker/prometheus/prometheus.yml");
    private static final Path CASES = Path.of("src/test/resources/alerts.test.yml");

    @BeforeEach
    void needsPromtool() {
        assumeTrue(Programs.has("promtool"), "promtool is not installed: ./stagedoor test installs it where it can");
    }

    @Test
    void prometheusTakesOurConfigurationAndRules() throws Exception {
        assertPasses("check", "rules", RULES.toString());
        // The secret that it names is where the containers run.
        assertPasses("check", "config", "--syntax-only", CONFIGURATION.toString());
    }

    @Test
    void alarmsAreRaisedWhenTheyShouldBe() throws Exception {
        assertPasses("test", "rules", CASES.toString());
    }

    @Test
    void everyAlarmHasACase() throws IOException {
        List<String> alerts = Pattern.compile("alert: (\\w+)")
                .matcher(Files.readString(RULES))
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
        assertThat(alerts)
                .isNotEmpty()
                .allSatisfy(alert -> assertThat(Files.readString(CASES))
                        .containsPattern("alertname: " + alert + "\\s+eval_time: \\w+\\s+exp_alerts"));
    }

    private static void assertPasses(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "promtool";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
