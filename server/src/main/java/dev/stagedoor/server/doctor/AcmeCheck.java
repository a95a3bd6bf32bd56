package dev.stagedoor.server.doctor;

import dev.stagedoor.server.config.Keys;
import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.tls.AcmeConfig;
import dev.stagedoor.server.tls.Certificates;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The certificate that an ACME server gives, and whether it can be asked with these settings. Asks nobody. */
final class AcmeCheck implements Check {
    private static final String NAME = "tls-certificate";

    private final Settings settings;
    private final Path certificate;
    private final InstantSource clock;

    /** @param data folder of the data; need not exist */
    AcmeCheck(Settings settings, Path data, InstantSource clock) {
        this.settings = settings;
        this.certificate = AcmeConfig.certificateIn(data);
        this.clock = clock;
    }

    @Override
    public List<Finding> run() {
        return List.of(mistake().orElseGet(this::judge));
    }

    private Optional<Finding> mistake() {
        List<String> domains = settings.get(Keys.ACME_DOMAINS);
        String site = settings.get(Keys.PUBLIC_URL);
        String host = host(site);
        String directory = settings.get(Keys.ACME_DIRECTORY);
        if (!settings.get(Keys.TLS_CERTIFICATE).isEmpty()) {
            return failure("both tls.certificate and tls.acme.domains are set", "set one of them");
        }
        if (!settings.get(Keys.ACME_TERMS)) {
            return failure(
                    "tls.acme.domains is set, and tls.acme.terms-agreed is not",
                    "read the terms of service that " + directory + " names and set tls.acme.terms-agreed=true");
        }
        if (!"https".equals(scheme(directory))) {
            return failure("tls.acme.directory " + directory + " is no https:// address", "correct it or leave it out");
        }
        if (!site.isEmpty() && !"https".equals(scheme(site))) {
            return failure(
                    "http.public-url " + site + " is no https:// address",
                    "people reach a server with a certificate by https://");
        }
        for (String domain : domains) {
            if (domain.contains("*")) {
                return failure(
                        domain + " can only be proved by DNS",
                        "name each host, or get that one elsewhere for tls.certificate");
            }
        }
        return host.isEmpty() || domains.stream().anyMatch(host::equalsIgnoreCase)
                ? Optional.empty()
                : failure(host + " of http.public-url is not in tls.acme.domains", "add it there, as the first");
    }

    private Finding judge() {
        List<String> domains = settings.get(Keys.ACME_DOMAINS);
        if (!Files.exists(certificate)) {
            return Finding.ok(NAME, "none yet; up gets one for %s and opens the HTTPS port then".formatted(domains));
        }
        try {
            var present = Certificates.read(certificate);
            Instant begin = present.getNotBefore().toInstant();
            Instant end = present.getNotAfter().toInstant();
            Duration left = Duration.between(clock.instant(), end);
            String found = "by ACME, " + (left.isNegative() ? "ended " + end : left.toDays() + " days left");
            boolean late = left.multipliedBy(5).compareTo(Duration.between(begin, end)) < 0;
            return late
                    ? Finding.warning(
                            NAME, found + "; it should have been renewed", "see in the log of the server why not")
                    : Finding.ok(NAME, found);
        } catch (IOException e) {
            return Finding.warning(
                    NAME,
                    certificate + " cannot be read: " + e.getMessage(),
                    "nothing: up gets a new one in its place");
        }
    }

    private static Optional<Finding> failure(String found, String remedy) {
        return Optional.of(Finding.failure(NAME, found, remedy));
    }

    private static String host(String url) {
        return url.isEmpty() ? "" : String.valueOf(URI.create(url).getHost());
    }

    private static String scheme(String url) {
        try {
            return String.valueOf(URI.create(url).getScheme());
        } catch (IllegalArgumentException none) {
            return "";
        }
    }
}
