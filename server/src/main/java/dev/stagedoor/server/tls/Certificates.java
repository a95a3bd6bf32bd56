package dev.stagedoor.server.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Certificates in PEM files, and whom they are for. */
public final class Certificates {
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private Certificates() {}

    /**
     * Reads the first certificate of a file, the server's own.
     *
     * @throws IOException saying what is wrong with the file
     */
    public static X509Certificate read(Path file) throws IOException {
        String text = Files.readString(file);
        int begin = text.indexOf(BEGIN);
        if (begin < 0) {
            throw new IOException("there is no certificate in it");
        }
        try {
            // A key may stand before it.
            byte[] certificates = text.substring(begin).getBytes(StandardCharsets.US_ASCII);
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificates));
        } catch (GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Names and addresses that it is for, in lower case; none if they cannot be read. */
    public static List<String> names(X509Certificate certificate) {
        Collection<List<?>> alternatives;
        try {
            alternatives = certificate.getSubjectAlternativeNames();
        } catch (CertificateParsingException unreadable) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        if (alternatives != null) {
            for (List<?> entry : alternatives) {
                if (entry.getFirst().equals(DNS_NAME) || entry.getFirst().equals(IP_ADDRESS)) {
                    names.add(String.valueOf(entry.get(1)).toLowerCase(Locale.ROOT));
                }
            }
        }
        return List.copyOf(names);
    }

    /** Whether it is for this host. */
    public static boolean covers(X509Certificate certificate, String host) {
        int dot = host.indexOf('.');
        return names(certificate).stream()
                .anyMatch(name -> name.equalsIgnoreCase(host)
                        || (name.startsWith("*.")
                                && dot > 0
                                && name.substring(1).equalsIgnoreCase(host.substring(dot))));
    }
}
