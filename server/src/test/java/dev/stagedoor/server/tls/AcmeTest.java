package dev.stagedoor.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stagedoor.signaling.web.PlainDoor;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Certificates of a real ACME server, which really asks on the port for challenges. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class AcmeTest {
    private static final String SITE = "site.example";
    private static final String SECOND = "second.example";
    private static final String ELSEWHERE = "elsewhere.example";

    private final Challenges challenges = new Challenges();
    private Pebble pebble;
    private PlainDoor door;
    private Instant now = Instant.now();

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    void start(@TempDir Path pebblesFolder) throws IOException, InterruptedException {
        assumeTrue(Pebble.isInstalled(), "pebble is not installed: ./stagedoor test installs it where it can");
        pebble = Pebble.start(pebblesFolder);
        pebble.lead(ELSEWHERE, "127.0.0.9");
        door = PlainDoor.open("127.0.0.1", pebble.challengePort(), challenges::answer);
    }

    @BeforeEach
    void setTheClock() {
        now = Instant.now();
    }

    @AfterAll
    void stop() {
        if (door != null) {
            door.close();
        }
        if (pebble != null) {
            pebble.close();
        }
    }

    private AcmeConfig config(URI directory, String... domains) {
        return new AcmeConfig(directory, List.of(domains), "ops@site.example", pebble.trust(), folder.resolve("acme"));
    }

    private CertificateKeeper keeper(AcmeConfig config) {
        InstantSource clock = () -> now;
        return new CertificateKeeper(config, challenges, clock, new SplittableRandom(4711));
    }

    @Test
    void getsTheFirstCertificateForAllNames() throws Exception {
        AcmeConfig config = config(pebble.directory(), SITE, SECOND);
        try (CertificateKeeper keeper = keeper(config)) {
            keeper.look();
            assertThat(keeper.failures()).isZero();
        }
        assertThat(Certificates.names(Certificates.read(config.certificate()))).containsExactlyInAnyOrder(SITE, SECOND);
        assertThat(permissions(config.folder())).isEqualTo("rwx------");
        assertThat(permissions(config.certificate())).isEqualTo("rw-------");
        assertThat(permissions(config.accountKey())).isEqualTo("rw-------");
        try (var files = Files.list(config.folder())) {
            assertThat(files).containsExactlyInAnyOrder(config.certificate(), config.accountKey());
        }
    }

    @Test
    void renewsWhenTwoThirdsOfItsLifeAreOverAndNotBefore() throws Exception {
        AcmeConfig config = config(pebble.directory(), SITE);
        try (CertificateKeeper keeper = keeper(config)) {
            Instant due = keeper.look();
            X509Certificate first = Certificates.read(config.certificate());
            String account = Files.readString(config.accountKey());
            assertThat(due).isBetween(now.plus(Duration.ofDays(59)), now.plus(Duration.ofDays(62)));
            now = due.minusSeconds(1);
            assertThat(keeper.look()).isEqualTo(due);
            assertThat(Certificates.read(config.certificate())).isEqualTo(first);
            now = due;
            // The ACME server's clock has not moved: what it gives now is as long from today.
            keeper.look();
            X509Certificate second = Certificates.read(config.certificate());
            assertThat(second.getSerialNumber()).isNotEqualTo(first.getSerialNumber());
            assertThat(second.getPublicKey()).isNotEqualTo(first.getPublicKey());
            assertThat(Files.readString(config.accountKey())).isEqualTo(account);
        }
    }

    @Test
    void asksAtOnceForANameThatWasAddedAndAfterTheEnd() throws Exception {
        AcmeConfig config = config(pebble.directory(), SITE);
        keeper(config).look();
        AcmeConfig more = config(pebble.directory(), SITE, SECOND);
        keeper(more).look();
        X509Certificate both = Certificates.read(config.certificate());
        assertThat(Certificates.names(both)).contains(SECOND);
        now = both.getNotAfter().toInstant();
        keeper(more).look();
        assertThat(Certificates.read(config.certificate())).isNotEqualTo(both);
    }

    @Test
    void saysOfANameThatLeadsElsewhereThatItDoes() throws Exception {
        AcmeConfig config = config(pebble.directory(), SITE, ELSEWHERE);
        Outcome outcome = new CertificateOrder(config, challenges).place(AcmeFolder.newKey());
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.why()).contains(ELSEWHERE, "127.0.0.9", "refused"));
        try (CertificateKeeper keeper = keeper(config)) {
            Instant next = keeper.look();
            assertThat(keeper.failures()).isEqualTo(1);
            assertThat(keeper.look()).isEqualTo(next);
            assertThat(keeper.failures()).isEqualTo(1);
        }
        assertThat(config.certificate()).doesNotExist();
    }

    @Test
    void goesOnWithWhatItHasWhileTheAcmeServerIsAway() throws Exception {
        AcmeConfig config = config(pebble.directory(), SITE);
        Instant due = keeper(config).look();
        X509Certificate first = Certificates.read(config.certificate());
        URI nobody = URI.create("https://127.0.0.1:" + Pebble.freePort() + "/dir");
        now = due;
        try (CertificateKeeper keeper = keeper(config(nobody, SITE))) {
            for (long minutes : List.of(1L, 3L, 9L, 27L)) {
                Instant next = keeper.look();
                assertThat(Duration.between(now, next))
                        .isBetween(Duration.ofMinutes(minutes), Duration.ofSeconds(minutes * 66));
                now = next;
            }
            assertThat(keeper.failures()).isEqualTo(4);
            assertThat(Certificates.read(config.certificate())).isEqualTo(first);
        }
        keeper(config).look();
        assertThat(Certificates.read(config.certificate())).isNotEqualTo(first);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
