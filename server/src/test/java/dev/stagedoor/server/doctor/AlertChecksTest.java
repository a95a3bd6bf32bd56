package dev.stagedoor.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.server.alerts.AlertConfig;
import dev.stagedoor.server.alerts.AlertReceiver;
import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.doctor.Finding.Level;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertChecksTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static Settings settings(String webhook, String secret) throws IOException {
        return Settings.load(
                Path.of("no-such-file"), false, Map.of(), Map.of("alerts.webhook", webhook, "alerts.secret", secret));
    }

    @ParameterizedTest(name = "{0} with {1}: {2}")
    @CsvSource({
        "'', '', OK, ''",
        "'', " + SECRET + ", FAILURE, set alerts.webhook",
        "https://example.org/a, '', FAILURE, set alerts.secret",
        "https://example.org/a, " + SECRET + ", OK, ''",
        "https://example.org/a, MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, OK, ''",
        "https://example.org/a, whsec_c2hvcnQ=, FAILURE, openssl rand",
        "https://example.org/a, whsec_***, FAILURE, openssl rand",
        "http://example.org/a, " + SECRET + ", FAILURE, https",
        "http://127.example.org/a, " + SECRET + ", FAILURE, https",
        "http://127.0.0.1:9000/a, " + SECRET + ", OK, ''",
        "http://localhost/a, " + SECRET + ", OK, ''",
        "'http://[::1]:9000/a', " + SECRET + ", OK, ''",
    })
    void saysWhatIsMissing(String webhook, String secret, Level level, String remedy) throws IOException {
        Finding finding = new AlertCheck(settings(webhook, secret)).run().getFirst();
        assertThat(finding.level()).isEqualTo(level);
        assertThat(finding.remedy()).contains(remedy);
        assertThat(finding.found() + finding.remedy()).doesNotContain("MfKQ9r8G");
    }

    @Test
    void saysWhetherSomebodyAnswers() throws IOException {
        AlertReceiver receiver = new AlertReceiver();
        receiver.status = 405;
        AlertConfig config = Objects.requireNonNull(AlertConfig.of(settings(receiver.address(), SECRET)));
        assertThat(new AlertAnswerCheck(config).run().getFirst().level()).isEqualTo(Level.OK);
        receiver.close();
        assertThat(new AlertAnswerCheck(config).run().getFirst())
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.WARNING))
                .satisfies(finding -> assertThat(finding.found()).contains("does not answer"));
    }
}
