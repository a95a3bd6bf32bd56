package dev.stagedoor.server.doctor;

import dev.stagedoor.server.tls.Certificates;
import dev.stagedoor.server.tls.PrivateKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

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
        return List.of(unreadable("tls.key", key)
                .or(() -> unreadable("tls.certificate", certificate))
                .orElseGet(this::judgePair));
    }

    private static Optional<Finding> unreadable(String setting, String file) {
        Path path = Path.of(file).toAbsolutePath();
        if (Files.isReadable(path)) {
            return Optional.empty();
        }
        return Optional.of(
                Files.exists(path)
                        ? Finding.failure(
                                NAME,
                                setting + " " + path + " may not be read by " + System.getProperty("user.name"),
                                "make it readable for this user; the key for no other")
                        : Finding.failure(
                                NAME, setting + " " + path + " is not there", "put it there, or correct " + setting));
    }

    private Finding judgePair() {
        X509Certificate leaf;
        try {
            leaf = Certificates.read(Path.of(certificate));
        } catch (IOException e) {
            return Finding.failure(
                    NAME,
                    "tls.certificate " + certificate + " cannot be used: " + e.getMessage(),
                    "let it be a PEM file, the server's own certificate first and then its chain");
        }
        try {
            return PrivateKeys.fits(Path.of(key), leaf)
                    ? judge(leaf, clock.instant())
                    : Finding.failure(
                            NAME,
                            "tls.key " + key + " is not the key of " + certificate,
                            "set the key that the certificate was made with");
        } catch (IOException e) {
            return Finding.failure(
                    NAME,
                    "tls.key " + key + " cannot be used: " + e.getMessage(),
                    "write it as PKCS #8: openssl pkcs8 -topk8 -nocrypt -in " + key);
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
