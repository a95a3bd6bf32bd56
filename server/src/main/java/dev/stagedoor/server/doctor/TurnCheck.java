package dev.stagedoor.server.doctor;

import dev.stagedoor.media.AdvertisedAddress;
import dev.stagedoor.server.address.OutsideAddresses;
import dev.stagedoor.server.turn.TurnClient;
import dev.stagedoor.server.turn.TurnClient.Answer;
import dev.stagedoor.server.turn.TurnCredentials;
import dev.stagedoor.server.turn.TurnUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/** Opens a relayed address on every relay that people are sent to, and asks to be let through to the media node. */
final class TurnCheck implements Check {
    private static final String NAME = "turn";
    private static final Duration LIFETIME = Duration.ofMinutes(1);

    private final List<String> urls;
    private final String secret;
    private final List<String> advertised;
    private final OutsideAddresses outside;
    private final boolean production;
    private final SSLSocketFactory tls;
    private final InstantSource clock;

    TurnCheck(
            List<String> urls,
            String secret,
            List<String> advertised,
            OutsideAddresses outside,
            boolean production,
            SSLSocketFactory tls,
            InstantSource clock) {
        this.urls = urls;
        this.secret = secret;
        this.advertised = advertised;
        this.outside = outside;
        this.production = production;
        this.tls = tls;
        this.clock = clock;
    }

    @Override
    public List<Finding> run() {
        if (urls.isEmpty()) {
            return List.of(
                    production
                            ? Finding.warning(
                                    NAME,
                                    "no relay: people behind strict firewalls cannot call",
                                    "run coturn/start on a public address and set turn.urls and turn.secret, see docs/operations.md")
                            : Finding.ok(NAME, "no relay is set; browsers go directly"));
        }
        if (secret.isEmpty()) {
            return List.of(Finding.failure(
                    NAME,
                    "turn.urls is set and turn.secret is not",
                    "set turn.secret.file to the file coturn/start reads"));
        }
        return urls.stream().map(this::ask).toList();
    }

    private Finding ask(String text) {
        TurnUrl url;
        try {
            url = TurnUrl.parse(text);
        } catch (IllegalArgumentException e) {
            return Finding.failure(NAME, String.valueOf(e.getMessage()), "correct turn.urls");
        }
        TurnCredentials credentials =
                TurnCredentials.sharedSecret(secret, "doctor", clock.instant().plus(LIFETIME));
        try (TurnClient client = TurnClient.connect(url, credentials, tls)) {
            Answer allocated = client.allocate(TurnClient.Relayed.UDP, TurnClient.Family.IPV4);
            Finding finding = allocated instanceof Answer.Refused(int code) ? refused(url, code) : permit(url, client);
            var _ = client.refresh(Duration.ZERO);
            return finding;
        } catch (SSLException e) {
            return Finding.failure(
                    NAME,
                    url + ": its certificate is not trusted: " + e.getMessage(),
                    "give coturn a certificate of a public authority for " + url.host()
                            + " (TURN_CERTIFICATE, TURN_KEY)");
        } catch (UnknownHostException e) {
            return Finding.warning(
                    NAME,
                    url + ": nobody knows the name " + url.host(),
                    "correct turn.urls, or make a DNS record for " + url.host());
        } catch (IOException e) {
            return Finding.warning(
                    NAME,
                    url + " does not answer: " + e.getMessage(),
                    "start coturn/start there, look whether turn.urls names it rightly, and open its port " + url.port()
                            + " in every firewall between");
        }
    }

    private Finding permit(TurnUrl url, TurnClient client) throws IOException {
        for (AdvertisedAddress node : outside.find(advertised).addresses()) {
            byte[] address = InetAddress.ofLiteral(node.literal()).getAddress();
            if (address.length == 4 && client.permit(address) instanceof Answer.Refused(int code)) {
                return Finding.failure(
                        NAME,
                        url + " does not lead to the media node " + node.literal() + " (" + code + ")",
                        "add " + node.literal() + " to TURN_MEDIA_NODES and restart coturn");
            }
        }
        return Finding.ok(NAME, url + " relays");
    }

    private static Finding refused(TurnUrl url, int code) {
        return switch (code) {
            case 401 ->
                Finding.failure(
                        NAME,
                        url + " does not take our credentials",
                        "give coturn and turn.secret the same secret, and both machines the right time");
            case 486, 508 ->
                Finding.warning(
                        NAME,
                        url + " is full (" + code + ")",
                        "raise TURN_USER_QUOTA or TURN_TOTAL_QUOTA, or add another relay to turn.urls");
            default -> Finding.failure(NAME, url + " refuses with " + code, "read coturn's log");
        };
    }
}
