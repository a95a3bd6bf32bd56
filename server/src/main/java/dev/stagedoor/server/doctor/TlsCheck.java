package dev.stagedoor.server.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The certificate that the server shows by itself, if it does. */
final class TlsCheck implements Check {
    private static final String NAME = "tls-certificate";
    private static final Duration SOON = Duration.ofDays(14);
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;
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
        try (InputStream in = Files.newInputStream(Path.of(certificate))) {
            var all = CertificateFactory.getInstance("X.509").generateCertificates(in);
            return all.isEmpty()
                    ? List.of(Finding.failure(NAME, certificate + " has no certificate in it", "set a PEM file"))
                    : List.of(judge((X509Certificate) all.iterator().next(), clock.instant()));
        } catch (IOException | GeneralSecurityException e) {
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
                        "set tls.certificate and tls.key, or put a proxy in front and http.public-url to its https:// address")
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
        if (!host.isEmpty() && names(leaf).stream().noneMatch(name -> covers(name, host))) {
            return Finding.failure(
                    NAME,
                    found + ", for " + names(leaf) + " and not " + host,
                    "get one for the name in http.public-url");
        }
        return end.isBefore(now.plus(SOON)) ? Finding.warning(NAME, found, RENEW) : Finding.ok(NAME, found);
    }

    private static List<String> names(X509Certificate leaf) {
        List<String> names = new ArrayList<>();
        try {
            Collection<List<?>> alternatives = leaf.getSubjectAlternativeNames();
            if (alternatives != null) {
                for (List<?> entry : alternatives) {
                    if (entry.getFirst().equals(DNS_NAME) || entry.getFirst().equals(IP_ADDRESS)) {
                        names.add(String.valueOf(entry.get(1)).toLowerCase(Locale.ROOT));
                    }
                }
            }
        } catch (GeneralSecurityException unreadable) {
            return List.of();
        }
        return List.copyOf(names);
    }

    private static boolean covers(String name, String host) {
        int dot = host.indexOf('.');
        return name.equalsIgnoreCase(host)
                || (name.startsWith("*.") && dot > 0 && name.substring(1).equalsIgnoreCase(host.substring(dot)));
    }
}
