package dev.stagedoor.server.tls;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a certificate comes from, and for what.
 *
 * @param directory of the ACME server
 * @param domains the names in the certificate, the first one being the one it is known by; not empty
 * @param email where the ACME server may write to, empty for nowhere
 * @param trust PEM file of the authority that the ACME server's own certificate is of, null for those that Java knows
 * @param folder where the account's key and the certificate are kept
 */
public record AcmeConfig(
        URI directory,
        List<String> domains,
        String email,
        @Nullable Path trust,
        Path folder) {
    private static final String FOLDER = "acme";
    private static final String CERTIFICATE = "certificate.pem";

    /** Where they are kept in a data directory. */
    public static Path folderIn(Path data) {
        return data.resolve(FOLDER);
    }

    /** The certificate with its key and its chain, in one file so that they change together. */
    public static Path certificateIn(Path data) {
        return folderIn(data).resolve(CERTIFICATE);
    }

    Path certificate() {
        return folder.resolve(CERTIFICATE);
    }

    Path accountKey() {
        return folder.resolve("account.key");
    }
}
