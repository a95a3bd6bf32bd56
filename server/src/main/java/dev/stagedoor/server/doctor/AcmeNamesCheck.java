package dev.stagedoor.server.doctor;

import dev.stagedoor.server.tls.Challenges;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Whether port 80 of each name leads to the port where this server answers challenges. */
final class AcmeNamesCheck implements Check {
    private static final String NAME = "acme-names";
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private final List<String> domains;
    private final int port;

    /** @param port where an ACME server asks: 80, except in tests */
    AcmeNamesCheck(List<String> domains, int port) {
        this.domains = domains;
        this.port = port;
    }

    @Override
    public List<Finding> run() {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            return domains.stream().map(domain -> ask(client, domain)).toList();
        }
    }

    private Finding ask(HttpClient client, String domain) {
        String url = "http://%s:%d/.well-known/acme-challenge/%s".formatted(domain, port, Challenges.PROBE);
        try {
            String answer = client.send(
                            HttpRequest.newBuilder(URI.create(url))
                                    .timeout(LIMIT)
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            return Challenges.isProbeAnswer(answer)
                    ? Finding.ok(NAME, domain + " leads here")
                    : wrong("somebody else answers on port %d of %s".formatted(port, domain));
        } catch (IOException | IllegalArgumentException e) {
            return wrong("port %d of %s does not answer: %s".formatted(port, domain, e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return wrong("interrupted while asking " + domain);
        }
    }

    private static Finding wrong(String found) {
        return Finding.warning(
                NAME,
                found,
                "let the name's A and AAAA records, and port 80 there, lead to tls.acme.http-port of this server; ask beside"
                        + " the running server, and from outside if your router does not lead back in");
    }
}
