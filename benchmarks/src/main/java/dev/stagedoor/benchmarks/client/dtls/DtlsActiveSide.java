package dev.stagedoor.benchmarks.client.dtls;

import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;

/** The client of the handshake ({@code a=setup:active}): offers every SRTP profile and takes the server's choice. */
@SuppressWarnings({"rawtypes", "JdkObsolete"}) // BouncyCastle's types.
final class DtlsActiveSide extends DefaultTlsClient {
    private static final byte[] NO_MASTER_KEY_IDENTIFIER = {};

    private final DtlsParty party;
    private final int handshakeTimeoutMs;
    private @Nullable SrtpProfile profile;
    private @Nullable SrtpKeys keys;

    DtlsActiveSide(DtlsParty party, int handshakeTimeoutMs) {
        super(party.crypto());
        this.party = party;
        this.handshakeTimeoutMs = handshakeTimeoutMs;
    }

    /** The keys; null before the handshake is complete. */
    @Nullable
    SrtpKeys keys() {
        return keys;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return DtlsParty.cipherSuites();
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return handshakeTimeoutMs;
    }

    @Override
    public boolean requiresExtendedMasterSecret() {
        return true;
    }

    @Override
    public Hashtable getClientExtensions() throws IOException {
        var extensions = TlsExtensionsUtils.ensureExtensionsInitialised(super.getClientExtensions());
        TlsSRTPUtils.addUseSRTPExtension(
                extensions, new UseSRTPData(party.settings().codes(), NO_MASTER_KEY_IDENTIFIER));
        return extensions;
    }

    @Override
    public void processServerExtensions(Hashtable extensions) throws IOException {
        super.processServerExtensions(extensions);
        var chosen = TlsSRTPUtils.getUseSRTPExtension(extensions);
        if (chosen == null || chosen.getProtectionProfiles().length != 1) {
            throw new TlsFatalAlert(AlertDescription.illegal_parameter, "the server chose no SRTP profile");
        }
        profile = SrtpProfile.ofCode(chosen.getProtectionProfiles()[0]);
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate server) throws IOException {
                party.check(server.getCertificate());
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
                return party.credentials(context);
            }
        };
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        if (profile != null) {
            keys = party.exportKeys(context, profile, true);
        }
    }
}
