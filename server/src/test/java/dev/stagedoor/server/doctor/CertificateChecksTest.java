package dev.stagedoor.server.doctor;

import static dev.stagedoor.server.doctor.DoctorTest.levelOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.server.Certificate;
import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.doctor.Finding.Level;
import dev.stagedoor.server.tls.AcmeConfig;
import dev.stagedoor.server.tls.Certificates;
import dev.stagedoor.server.tls.Challenges;
import dev.stagedoor.signaling.web.PlainDoor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certificates of files and of ACME servers. */
class CertificateChecksTest {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource({
        "'', '', '', false, OK",
        "'', '', '', true, WARNING",
        "'', '', https://live.example, true, OK",
        "absent.pem, '', '', false, FAILURE",
        "absent.pem, absent.key, '', false, FAILURE",
    })
    void looksAtTheCertificate(String certificate, String key, String url, boolean production, Level level) {
        TlsCheck check = new TlsCheck(certificate, key, url, production, InstantSource.system());
        assertThat(levelOf(check.run(), "tls-certificate")).isEqualTo(level);
    }

    @Test
    void saysWhatIsWrongWithCertificateAndKey() throws IOException, InterruptedException {
        Certificate one = Certificate.make(Files.createDirectory(folder.resolve("one")), "127.0.0.1");
        Certificate other = Certificate.make(Files.createDirectory(folder.resolve("other")), "127.0.0.1");
        Path noPem = Files.writeString(folder.resolve("text"), "nothing");
        assertThat(ofPair(one.certificate(), one.key()).level()).isNotEqualTo(Level.FAILURE);
        assertThat(ofPair(one.certificate(), other.key()).found()).contains("is not the key of");
        assertThat(ofPair(one.certificate(), noPem).remedy()).contains("openssl pkcs8 -topk8 -nocrypt");
        assertThat(ofPair(noPem, one.key()).remedy()).contains("PEM file");
        assertThat(ofPair(folder.resolve("absent"), one.key()).found())
                .isEqualTo("tls.certificate " + folder.resolve("absent") + " is not there");
    }

    private static Finding ofPair(Path certificate, Path key) {
        return new TlsCheck(certificate.toString(), key.toString(), "", false, InstantSource.system())
                .run()
                .getFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "tls.acme.terms-agreed, true, OK",
        "tls.acme.terms-agreed, false, FAILURE",
        "tls.certificate, cert.pem, FAILURE",
        "tls.acme.directory, http://acme.example/dir, FAILURE",
        "tls.acme.directory, nonsense with spaces, FAILURE",
        "tls.acme.domains, *.live.example, FAILURE",
        "http.public-url, https://LIVE.example, OK",
        "http.public-url, https://other.example, FAILURE",
        "http.public-url, http://live.example, FAILURE",
    })
    void refusesToAskForACertificateInVain(String key, String value, Level level) throws IOException {
        Map<String, String> options =
                new HashMap<>(Map.of("tls.acme.domains", "live.example", "tls.acme.terms-agreed", "true"));
        options.put(key, value);
        Settings settings = Settings.load(folder.resolve("none"), false, Map.of(), options);
        AcmeCheck check = new AcmeCheck(settings, folder, InstantSource.system());
        assertThat(levelOf(check.run(), "tls-certificate")).isEqualTo(level);
    }

    @ParameterizedTest(name = "after {0} days of 90: {1}")
    @CsvSource({"0, OK", "71, OK", "73, WARNING", "91, WARNING"})
    void saysWhenACertificateShouldHaveBeenRenewed(int age, Level level) throws IOException, InterruptedException {
        Path file = AcmeConfig.certificateIn(folder);
        Files.createDirectories(AcmeConfig.folderIn(folder));
        Files.copy(Certificate.make(folder, "127.0.0.1").certificate(), file);
        Settings settings = Settings.load(
                folder.resolve("none"),
                false,
                Map.of(),
                Map.of("tls.acme.domains", "live.example", "tls.acme.terms-agreed", "true"));
        Instant begin = Certificates.read(file).getNotBefore().toInstant();
        AcmeCheck check = new AcmeCheck(settings, folder, () -> begin.plus(Duration.ofDays(age)));
        assertThat(levelOf(check.run(), "tls-certificate")).isEqualTo(level);
    }

    @Test
    void findsOutWhetherTheNamesLeadHere() {
        try (PlainDoor door = PlainDoor.open("127.0.0.1", 0, new Challenges()::answer);
                PlainDoor other = PlainDoor.open("127.0.0.1", 0, token -> "something else")) {
            assertThat(levelOf(new AcmeNamesCheck(List.of("127.0.0.1"), door.port()).run(), "acme-names"))
                    .isEqualTo(Level.OK);
            assertThat(levelOf(new AcmeNamesCheck(List.of("127.0.0.1"), other.port()).run(), "acme-names"))
                    .isEqualTo(Level.WARNING);
            assertThat(levelOf(new AcmeNamesCheck(List.of("127.0.0.9"), door.port()).run(), "acme-names"))
                    .isEqualTo(Level.WARNING);
        }
    }
}
