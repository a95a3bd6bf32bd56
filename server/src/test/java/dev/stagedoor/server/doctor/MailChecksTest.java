package dev.stagedoor.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.config.SmtpTls;
import dev.stagedoor.server.doctor.Finding.Level;
import dev.stagedoor.server.mail.MailServer;
import dev.stagedoor.server.mail.SmtpConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailChecksTest {
    private static final Map<String, String> RIGHT = Map.of(
            "environment", "PRODUCTION",
            "http.public-url", "https://live.example.org",
            "mail.smtp.host", "smtp.example.org",
            "mail.smtp.user", "u",
            "mail.smtp.password", "p",
            "mail.from", "no-reply@example.org");

    @TempDir
    private Path folder = Path.of("");

    private static Settings settings(Map<String, String> more) throws IOException {
        Map<String, String> all = new HashMap<>(RIGHT);
        all.putAll(more);
        return Settings.load(Path.of("no-such-file"), false, Map.of(), all);
    }

    private static Finding finding(Map<String, String> more) throws IOException {
        return new MailCheck(settings(more)).run().getFirst();
    }

    @ParameterizedTest(name = "{0} = \"{1}\": {2}")
    @CsvSource({
        "mail.smtp.port, 25, OK, ''",
        "mail.smtp.host, '', WARNING, set mail.smtp.host",
        "mail.from, '', FAILURE, set mail.from to the bare address",
        "mail.from, Stagedoor <no-reply@example.org>, FAILURE, set mail.from to the bare address",
        "mail.from, nobody, FAILURE, set mail.from to the bare address",
        "mail.smtp.password, '', FAILURE, set both",
        "mail.smtp.user, '', FAILURE, set both",
        "mail.smtp.port, 465, FAILURE, at port 465 IMPLICIT",
        "mail.smtp.tls, IMPLICIT, FAILURE, at port 587 it is STARTTLS",
        "http.public-url, '', WARNING, set http.public-url",
    })
    void saysWhatIsMissing(String key, String value, Level level, String remedy) throws IOException {
        Finding finding = finding(Map.of(key, value));
        assertThat(finding.level()).isEqualTo(level);
        assertThat(finding.remedy()).contains(remedy);
        assertThat(finding.check()).isEqualTo("mail");
    }

    @Test
    void needsNoServerToTryThingsOut() throws IOException {
        assertThat(finding(Map.of("mail.smtp.host", "", "environment", "DEVELOPMENT"))
                        .level())
                .isEqualTo(Level.OK);
    }

    private Finding asked(MailServer server, Map<String, String> more) throws IOException {
        Map<String, String> all = new HashMap<>(Map.of(
                "mail.smtp.host", MailServer.HOST,
                "mail.smtp.port", Integer.toString(server.port()),
                "mail.smtp.trust", server.trust().toString(),
                "mail.smtp.user", MailServer.USER,
                "mail.smtp.password", MailServer.PASSWORD));
        all.putAll(more);
        SmtpConfig config = Objects.requireNonNull(SmtpConfig.of(settings(all), folder));
        return new MailServerCheck(config).run().getFirst();
    }

    @Test
    void asksARealServerAndSaysWhatToDo() throws IOException {
        try (MailServer server = MailServer.start(folder, SmtpTls.STARTTLS, MailServer.HOST)) {
            assertThat(asked(server, Map.of()).level()).isEqualTo(Level.OK);
            assertThat(asked(server, Map.of()).found()).contains("lets us in as " + MailServer.USER);
            assertThat(asked(server, Map.of("mail.smtp.password", "wrong")).remedy())
                    .contains("correct mail.smtp.user and mail.smtp.password");
            assertThat(asked(server, Map.of("mail.smtp.trust", "")).remedy()).contains("set mail.smtp.trust");
            assertThat(asked(server, Map.of("mail.smtp.tls", "IMPLICIT")).remedy())
                    .contains("mail.smtp.tls=STARTTLS");
            assertThat(asked(server, Map.of("mail.smtp.trust", "no-such-file")).remedy())
                    .contains("let mail.smtp.trust be a PEM file");
            assertThat(asked(server, Map.of("mail.smtp.host", "no-such-host.invalid"))
                            .remedy())
                    .contains("correct mail.smtp.host");
            assertThat(server.waiting()).as("nothing is sent").isZero();
            Finding wrong = asked(server, Map.of("mail.smtp.password", "a secret word"));
            assertThat(wrong.found() + wrong.remedy()).doesNotContain("a secret word");
        }
    }
}
