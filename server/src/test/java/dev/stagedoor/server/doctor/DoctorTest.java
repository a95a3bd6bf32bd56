package dev.stagedoor.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.server.Certificate;
import dev.stagedoor.server.address.OutsideAddresses;
import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.database.DatabaseFacts;
import dev.stagedoor.server.doctor.Finding.Level;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoctorTest {
    private static final OutsideAddresses OUTSIDE = new OutsideAddresses();

    @TempDir
    private Path folder = Path.of("");

    static Level levelOf(List<Finding> findings, String check) {
        return findings.stream()
                .filter(finding -> finding.check().equals(check))
                .map(Finding::level)
                .max(Level::compareTo)
                .orElseThrow();
    }

    @Test
    void thisMachineCanRunAServer() throws IOException {
        Settings settings =
                Settings.load(folder.resolve("none"), false, Map.of(), Map.of("http.port", "0", "media.port", "0"));
        List<Finding> findings = Doctor.beforeStart(settings, folder.resolve("data"));
        assertThat(findings).noneMatch(Finding::isFailure);
        assertThat(findings)
                .extracting(Finding::check)
                .contains("java", "http-port", "disk", "clock", "tls-certificate");
        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.remedy().isEmpty()).isEqualTo(finding.level() == Level.OK));
    }

    @Test
    void findsPortsThatSomebodyElseHas() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket http = new ServerSocket(0, 1, loopback);
                DatagramSocket media = new DatagramSocket(new InetSocketAddress(loopback, 0))) {
            Settings settings = Settings.load(
                    folder.resolve("none"),
                    false,
                    Map.of(),
                    Map.of(
                            "http.host",
                            "127.0.0.1",
                            "media.host",
                            "127.0.0.1",
                            "http.port",
                            Integer.toString(http.getLocalPort()),
                            "media.port",
                            Integer.toString(media.getLocalPort())));
            List<Finding> findings = new PortCheck(settings, PortCheck.Tenant.NOBODY).run();
            assertThat(findings).allMatch(Finding::isFailure).hasSize(2);
            assertThat(findings.getFirst().remedy()).contains(Integer.toString(http.getLocalPort()), "--port");
        }
    }

    @ParameterizedTest(name = "over TLS: {0}")
    @ValueSource(booleans = {true, false})
    void takesAStrangerOnThePortForNoServerOfOurs(boolean tls) throws IOException, InterruptedException {
        Certificate ours = Certificate.make(folder, "127.0.0.1");
        try (ServerSocket http = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Map<String, String> options = new HashMap<>(Map.of(
                    "http.host", "127.0.0.1", "http.port", Integer.toString(http.getLocalPort()), "media.port", "0"));
            if (tls) {
                options.put("tls.certificate", ours.certificate().toString());
                options.put("tls.key", ours.key().toString());
            }
            Thread stranger = Thread.ofVirtual().start(() -> {
                try (Socket asked = http.accept()) {
                    asked.getOutputStream()
                            .write("HTTP/1.0 200 OK\r\n\r\nhello\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException gone) {
                    throw new UncheckedIOException(gone);
                }
            });
            Settings settings = Settings.load(folder.resolve("none"), false, Map.of(), options);
            assertThat(levelOf(new PortCheck(settings, PortCheck.Tenant.PERHAPS_OURSELVES).run(), "http-port"))
                    .isEqualTo(Level.FAILURE);
            stranger.join();
        }
    }

    @ParameterizedTest
    @CsvSource({"100, FAILURE", "1023, FAILURE", "1024, WARNING", "65535, WARNING", "65536, OK"})
    void wantsFilesForItsPeople(long limit, Level level) {
        assertThat(FileLimitCheck.judge(limit).level()).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({"212992, WARNING", "4194303, WARNING", "4194304, OK"})
    void wantsSocketBuffersForBursts(String bytes, Level level) throws IOException {
        Files.writeString(folder.resolve("rmem_max"), bytes + "\n");
        Files.writeString(folder.resolve("wmem_max"), bytes + "\n");
        List<Finding> findings = new SocketBufferCheck(folder).run();
        assertThat(findings).extracting(Finding::level).containsExactly(level, level);
    }

    @ParameterizedTest
    @CsvSource({"0.4, FAILURE", "0.6, WARNING", "4.9, WARNING", "5.1, OK"})
    void wantsRoomForTheData(double freeGib, Level level) {
        assertThat(DiskCheck.judge(folder, freeGib).level()).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, true, OK",
        "192.168.1.5, true, WARNING",
        "fd00::5, true, WARNING",
        "127.0.0.1, true, WARNING",
        "192.168.1.5, false, OK",
        "relay.example, false, FAILURE",
        "stun:relay.example:0, false, FAILURE",
        "stun:127.0.0.1:9, false, WARNING",
    })
    void wantsAnAddressPeopleCanReach(String advertised, boolean production, Level level) {
        assertThat(levelOf(new AddressCheck(List.of(advertised), OUTSIDE, production).run(), "advertised-address"))
                .isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({
        "fsync, off, FAILURE",
        "full_page_writes, off, FAILURE",
        "synchronous_commit, off, FAILURE",
        "synchronous_commit, remote_apply, OK",
        "synchronous_commit, local, OK",
    })
    void trustsNoDatabaseThatForgets(String setting, String value, Level level) {
        Map<String, String> settings =
                new HashMap<>(Map.of("fsync", "on", "full_page_writes", "on", "synchronous_commit", "on"));
        settings.put(setting, value);
        DatabaseFacts facts = new DatabaseFacts("18.6", 180_006, settings, 80, 3);
        assertThat(levelOf(DatabaseCheck.judge(facts, 26), "database-durability"))
                .isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({
        "140012, 80, 0, database, FAILURE",
        "150000, 80, 0, database, OK",
        "180006, 25, 0, database-connections, WARNING",
        "180006, 26, 0, database-connections, OK",
        "180006, 80, -1500, database-clock, WARNING",
    })
    void asksTheDatabaseForMore(int version, int free, long aheadMs, String check, Level level) {
        DatabaseFacts facts = new DatabaseFacts("x", version, Map.of(), free, aheadMs);
        assertThat(levelOf(DatabaseCheck.judge(facts, 26), check)).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({
        "'', secret, false, OK",
        "'', secret, true, WARNING",
        "turn:127.0.0.1:9, '', true, FAILURE",
        "http://relay.example, secret, true, FAILURE",
        "turn:127.0.0.1:9?transport=tcp, secret, true, WARNING",
    })
    void asksTheRelays(String url, String secret, boolean production, Level level) {
        List<String> urls = url.isEmpty() ? List.of() : List.of(url);
        SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
        TurnCheck check = new TurnCheck(urls, secret, List.of(), OUTSIDE, production, tls, InstantSource.system());
        assertThat(levelOf(check.run(), "turn")).isEqualTo(level);
    }

    @Test
    void tellsARelayWhoseNameNobodyKnowsFromOneThatIsSilent() {
        SSLSocketFactory tls = (SSLSocketFactory) SSLSocketFactory.getDefault();
        TurnCheck check = new TurnCheck(
                List.of("turn:relay.invalid:3478?transport=udp", "turn:127.0.0.1:9?transport=tcp"),
                "secret",
                List.of(),
                OUTSIDE,
                true,
                tls,
                InstantSource.system());
        assertThat(check.run())
                .extracting(Finding::remedy)
                .satisfiesExactly(
                        unknown -> assertThat(unknown).contains("DNS record for relay.invalid"),
                        silent -> assertThat(silent).contains("open its port 9"));
    }

    @Test
    void knowsWhetherAnythingKeepsTheClockRight() {
        assertThat(ClockCheck.judge(true, 12).level()).isEqualTo(Level.OK);
        assertThat(ClockCheck.judge(false, 12).level()).isEqualTo(Level.WARNING);
        assertThat(new ClockCheck().run())
                .singleElement()
                .extracting(Finding::check)
                .isEqualTo("clock");
    }

    @Test
    void knowsWhatMakesForwardingCheap() {
        assertThat(new MediaCheck(true).run()).extracting(Finding::check).containsExactly("ciphers", "datagrams");
    }

    @Test
    void saysWhoSwitchedSegmentationOff() {
        assertThat(new MediaCheck(false).run()).last().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.OK);
            assertThat(finding.found()).doesNotContain("UDP segmentation").endsWith("by media.segmentation=false");
        });
    }
}
