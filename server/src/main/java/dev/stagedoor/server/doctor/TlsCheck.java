package dev.stagedoor.server.doctor;

import dev.stagedoor.server.tls.Certificates;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The certificate that the server shows by itself, if it does. */
final class TlsCheck implements Check {
    private static final String NAME = "tls-certificate";
    private static final Duration SOON = Duration.ofDays(14);
    private static final String RENEW = "renew it; the server takes up the new files by itself";

    private final String certificate;
    private final String key;
    private final String publicUrl;
    private final boolean production;
    private final InstantSource clock;

    TlsCheck(String certificate, String key, String publicUrl, boolean production, InstantSource clock) {
        this.certificate = certificate;
        this.key = key;
        this.publicUrl = publicUrl;
        this.production = production;
        this.clock = clock;
    }

    @Override
    public List<Finding> run() {
        if (certificate.isEmpty() && key.isEmpty()) {
            return List.of(withoutOne());
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            return List.of(Finding.failure(
                    NAME, "only one of tls.certificate and tls.key is set", "set both to PEM files, or neither"));
        }
        if (!Files.isReadable(Path.of(key))) {
            return List.of(Finding.failure(
                    NAME, "tls.key " + key + " cannot be read", "make it readable for this user and no other"));
        }
        try {
            return List.of(judge(Certificates.read(Path.of(certificate)), clock.instant()));
        } catch (IOException e) {
            return List.of(Finding.failure(
                    NAME, "tls.certificate " + certificate + " cannot be read: " + e.getMessage(), "set a PEM file"));
        }
    }

    private Finding withoutOne() {
        if (publicUrl.startsWith("https://")) {
            return Finding.ok(NAME, "none here; a proxy ends TLS for " + publicUrl);
        }
        return production
                ? Finding.warning(
                        NAME,
                        "no TLS: browsers open no camera outside localhost, and passwords travel in the clear",
                        "set tls.acme.domains, or tls.certificate and tls.key, or put a proxy in front and http.public-url to its https:// address")
                : Finding.ok(NAME, "no TLS; browsers open cameras on localhost only");
    }

    Finding judge(X509Certificate leaf, Instant now) {
        Instant end = leaf.getNotAfter().toInstant();
        long daysLeft = Duration.between(now, end).toDays();
        String found = certificate + ", " + (end.isBefore(now) ? "ended " + end : daysLeft + " days left");
        if (end.isBefore(now)) {
            return Finding.failure(NAME, found, RENEW);
        }
        String host =
                publicUrl.isEmpty() ? "" : String.valueOf(URI.create(publicUrl).getHost());
        if (!host.isEmpty() && !Certificates.covers(leaf, host)) {
            return Finding.failure(
                    NAME,
                    found + ", for " + Certificates.names(leaf) + " and not " + host,
                    "get one for the name in http.public-url");
        }
        return end.isBefore(now.plus(SOON)) ? Finding.warning(NAME, found, RENEW) : Finding.ok(NAME, found);
    }
}
