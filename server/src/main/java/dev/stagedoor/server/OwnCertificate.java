package dev.stagedoor.server;

import dev.stagedoor.server.config.Keys;
import dev.stagedoor.server.config.Settings;
import dev.stagedoor.server.tls.CertificateKeeper;
import dev.stagedoor.server.tls.Certificates;
import dev.stagedoor.server.tls.Challenges;
import dev.stagedoor.signaling.web.HttpConfig;
import dev.stagedoor.signaling.web.PlainDoor;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The certificate that this server shows, and what keeps it fresh if that is our work: the port for challenges and the keeper. */
final class OwnCertificate implements AutoCloseable {
    private static final int HTTPS_PORT = 443;

    private final Settings settings;
    private final HttpConfig.@Nullable Tls files;
    private final @Nullable PlainDoor door;
    private final @Nullable CertificateKeeper keeper;

    private OwnCertificate(
            Settings settings,
            HttpConfig.@Nullable Tls files,
            @Nullable PlainDoor door,
            @Nullable CertificateKeeper keeper) {
        this.settings = settings;
        this.files = files;
        this.door = door;
        this.keeper = keeper;
    }

    /**
     * Returns when there is one, or when there need be none. By ACME that may take as long as the ACME server is away; until then
     * nothing is started that would have to be stopped, and people are told on the port for challenges.
     */
    static OwnCertificate obtain(Settings settings, Path data, Path home) throws IOException {
        HttpConfig.Tls files = Configurations.tls(settings, data, home);
        if (!Configurations.isByAcme(settings)) {
            return new OwnCertificate(settings, files, null, null);
        }
        Challenges challenges = new Challenges();
        PlainDoor door = PlainDoor.open(settings.get(Keys.HTTP_HOST), settings.get(Keys.ACME_PORT), challenges::answer);
        CertificateKeeper keeper = new CertificateKeeper(
                Configurations.acme(settings, data, home), challenges, InstantSource.system(), new SecureRandom());
        OwnCertificate certificate = new OwnCertificate(settings, files, door, keeper);
        try {
            keeper.awaitCertificate();
            keeper.start();
            return certificate;
        } catch (InterruptedException e) {
            certificate.close();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a certificate", e);
        }
    }

    /** Leads people who come without TLS to the site, which listens from now on. */
    void leadTo(int httpsPort) {
        if (door != null) {
            String known = settings.get(Keys.PUBLIC_URL);
            String port = httpsPort == HTTPS_PORT ? "" : ":" + httpsPort;
            door.leadTo(
                    known.isEmpty()
                            ? "https://" + settings.get(Keys.ACME_DOMAINS).getFirst() + port
                            : known);
        }
    }

    /** The one in the files now, if the server shows one. */
    Optional<X509Certificate> present() {
        if (files == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Certificates.read(files.certificate()));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** How often an ACME server gave none, since the start. */
    long failures() {
        return keeper == null ? 0 : keeper.failures();
    }

    @Override
    public void close() {
        if (keeper != null) {
            keeper.close();
        }
        if (door != null) {
            door.close();
        }
    }
}
