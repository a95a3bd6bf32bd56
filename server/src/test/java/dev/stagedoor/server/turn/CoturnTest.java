package dev.stagedoor.server.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stagedoor.server.Certificate;
import dev.stagedoor.server.turn.TurnClient.Answer;
import dev.stagedoor.server.turn.TurnClient.Family;
import dev.stagedoor.server.turn.TurnClient.Relayed;
import dev.stagedoor.server.turn.TurnUrl.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real relay, configured as we ship it, and what somebody with honest credentials can make of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CoturnTest {
    private static final Answer GRANTED = new Answer.Granted();
    private static final Answer FORBIDDEN = new Answer.Refused(403);
    private static final int ALLOCATION_MISMATCH = 437;

    private @Nullable Coturn coturn;
    private List<InetAddress> addresses = List.of();
    private @Nullable SSLSocketFactory tls;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException, InterruptedException, GeneralSecurityException {
        addresses = Coturn.addresses();
        assumeTrue(Coturn.isInstalled(), "coturn is not installed: ./stagedoor test installs it where it can");
        assumeTrue(
                !addresses.isEmpty() && addresses.getFirst().getAddress().length == 4,
                "this machine has no IPv4 address but loopback, to which a relay does not lead");
        Certificate certificate = Certificate.make(folder, addresses.getFirst().getHostAddress());
        tls = certificate.trusting();
        coturn = Coturn.start(folder, certificate, addresses);
    }

    @AfterAll
    void stop() throws IOException {
        if (coturn != null) {
            coturn.close();
        }
    }

    @Test
    void tellsWhoAsksFromWhereItIsAsked() throws IOException {
        TurnUrl relay = coturn().url(Transport.UDP);

        assertThat(StunQuestion.ask(relay.host(), relay.port())).isEqualTo(addresses.getFirst());
    }

    private Coturn coturn() {
        return java.util.Objects.requireNonNull(coturn);
    }

    private TurnClient connect(TurnUrl url, TurnCredentials credentials) throws IOException {
        return TurnClient.connect(url, credentials, java.util.Objects.requireNonNull(tls));
    }

    /**
     * A client with an allocation. The system may give out the port of an earlier test's client, whose allocation the relay
     * has not forgotten yet; whoever is told so takes another port (RFC 8656, section 7.4).
     */
    private TurnClient allocated(TurnUrl url, Family family) throws IOException {
        TurnClient client = connect(url, credentials(Duration.ofMinutes(5)));
        Answer answer = client.allocate(Relayed.UDP, family);
        if (answer.equals(new Answer.Refused(ALLOCATION_MISMATCH))) {
            client.close();
            return allocated(url, family);
        }
        assertThat(answer).isEqualTo(GRANTED);
        return client;
    }

    private static TurnCredentials credentials(Duration lifetime) {
        return TurnCredentials.sharedSecret(
                Coturn.SECRET, UUID.randomUUID().toString(), Instant.now().plus(lifetime));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void leadsToTheMediaNodeOverEachTransport(Transport transport) throws IOException {
        try (TurnClient client = connect(coturn().url(transport), credentials(Duration.ofMinutes(5)))) {
            assertThat(client.allocate(Relayed.UDP, Family.IPV4)).isEqualTo(GRANTED);
            assertThat(client.permit(addresses.getFirst().getAddress())).isEqualTo(GRANTED);
            assertThat(client.permit(bytes("08 08 08 08"))).isEqualTo(GRANTED);
            assertThat(client.refresh(Duration.ZERO)).isEqualTo(GRANTED);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "7f000001 loopback, where an embedded database listens",
                "7fabcdef loopback further on",
                "00000000 this machine",
                "00000001 this network",
                "a9fea9fe a cloud's metadata",
                "a9fe0101 link-local",
                "0a000001 private",
                "ac100001 private",
                "ac1fffff private",
                "c0a80001 private",
                "64400001 a provider's NAT",
                "c0000001 protocol assignments",
                "c6120001 benchmarking",
                "e0000001 multicast",
                "efffffff multicast",
                "ffffffff broadcast",
            })
    void refusesEveryPeerThatIsNotPublic(String row) throws IOException {
        try (TurnClient client = allocated(coturn().url(Transport.UDP), Family.IPV4)) {
            assertThat(client.permit(bytes(row.substring(0, 8)))).isEqualTo(FORBIDDEN);
            assertThat(client.refresh(Duration.ZERO)).isEqualTo(GRANTED);
        }
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "00000000000000000000000000000001 loopback",
                "00000000000000000000000000000000 this machine",
                "00000000000000000000ffff7f000001 IPv4 loopback, mapped",
                "00000000000000000000ffffa9fea9fe metadata, mapped",
                "0000000000000000000000007f000001 IPv4 loopback, compatible",
                "0064ff9b0000000000000000a9fea9fe metadata through NAT64",
                "20027f00000100000000000000000001 loopback by 6to4",
                "20010000000000000000000000000001 Teredo",
                "fd000000000000000000000000000099 private",
                "fe800000000000000000000000000001 link-local",
                "ff020000000000000000000000000001 multicast",
            })
    void refusesTheSameInIpv6(String row) throws IOException {
        assumeTrue(addresses.size() > 1, "this machine has no IPv6 address but loopback");
        TurnUrl url = coturn().urlByFamily(Family.IPV6);
        try (TurnClient client = allocated(url, Family.IPV6)) {
            assertThat(client.permit(bytes(row.substring(0, 32)))).isEqualTo(FORBIDDEN);
            assertThat(client.refresh(Duration.ZERO)).isEqualTo(GRANTED);
        }
    }

    @Test
    void opensNoTcpToDatabasesAndOtherServices() throws IOException {
        try (TurnClient client = connect(coturn().url(Transport.TCP), credentials(Duration.ofMinutes(5)))) {
            assertThat(client.allocate(Relayed.TCP, Family.IPV4)).isInstanceOf(Answer.Refused.class);
        }
    }

    @Test
    void takesNoCredentialsThatAreOverOrForged() throws IOException {
        TurnCredentials honest = credentials(Duration.ofMinutes(5));
        List<TurnCredentials> bad = List.of(
                credentials(Duration.ofSeconds(-1)),
                TurnCredentials.sharedSecret(
                        "another-secret-altogether", "somebody", Instant.now().plusSeconds(300)),
                new TurnCredentials(honest.username() + "0", honest.password()),
                new TurnCredentials(
                        Instant.now().plusSeconds(9999).getEpochSecond()
                                + honest.username().substring(10),
                        honest.password()));
        for (TurnCredentials credentials : bad) {
            try (TurnClient client = connect(coturn().url(Transport.UDP), credentials)) {
                assertThat(client.allocate(Relayed.UDP, Family.IPV4)).isEqualTo(new Answer.Refused(401));
            }
        }
    }

    /** A call may outlast its credentials: they open relays, and a relay that is open is kept by refreshing it. */
    @Test
    void keepsAnOpenRelayWhenItsCredentialsHaveEnded() throws IOException {
        TurnCredentials brief = credentials(Duration.ofSeconds(2));
        try (TurnClient client = connect(coturn().url(Transport.UDP), brief)) {
            assertThat(client.allocate(Relayed.UDP, Family.IPV4)).isEqualTo(GRANTED);
            Instant limit = Instant.now().plusSeconds(20);
            while (!refusesToOpenAnother(brief)) {
                assertThat(Instant.now()).as("the credentials end").isBefore(limit);
            }
            assertThat(client.refresh(Duration.ofMinutes(5))).isEqualTo(GRANTED);
            assertThat(client.permit(addresses.getFirst().getAddress())).isEqualTo(GRANTED);
            assertThat(client.refresh(Duration.ZERO)).isEqualTo(GRANTED);
        }
    }

    /**
     * For its credentials, and not because the person has so many already. By TCP: it is asked hundreds of times, and the relay
     * remembers the UDP ports of clients for a while, which other tests would then be given again.
     */
    private boolean refusesToOpenAnother(TurnCredentials credentials) throws IOException {
        try (TurnClient client = connect(coturn().url(Transport.TCP), credentials)) {
            Answer answer = client.allocate(Relayed.UDP, Family.IPV4);
            if (answer.equals(GRANTED)) {
                assertThat(client.refresh(Duration.ZERO)).isEqualTo(GRANTED);
            }
            return answer.equals(new Answer.Refused(401));
        }
    }

    @Test
    void givesOnePersonOnlySoMany() throws IOException {
        List<TurnClient> clients = new ArrayList<>();
        String user = UUID.randomUUID().toString();
        try {
            List<Answer> answers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                // A new name each time, as by fetching new credentials: the quota counts the person behind it.
                TurnCredentials credentials = TurnCredentials.sharedSecret(
                        Coturn.SECRET, user, Instant.now().plusSeconds(300 + i));
                TurnClient client = connect(coturn().url(Transport.UDP), credentials);
                clients.add(client);
                answers.add(client.allocate(Relayed.UDP, Family.IPV4));
            }
            assertThat(answers).containsExactly(GRANTED, GRANTED, GRANTED, new Answer.Refused(486));
        } finally {
            for (TurnClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void provesItsNameByItsCertificate() {
        SSLSocketFactory publicTrust = (SSLSocketFactory) SSLSocketFactory.getDefault();
        assertThatThrownBy(() -> TurnClient.connect(
                        coturn().url(Transport.TLS), credentials(Duration.ofMinutes(5)), publicTrust))
                .isInstanceOf(SSLException.class);
    }
}
