package dev.stagedoor.benchmarks.client.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.List;
import java.util.Vector;
import java.util.stream.IntStream;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;

/** The server of the handshake ({@code a=setup:passive}), for answers that are {@code active}. */
@SuppressWarnings({"rawtypes", "unchecked", "JdkObsolete"}) // BouncyCastle's types.
final class DtlsPassiveSide extends DefaultTlsServer {
    private static final byte[] NO_MASTER_KEY_IDENTIFIER = {};

    private final DtlsParty party;
    private final int handshakeTimeoutMs;
    private @Nullable SrtpProfile profile;
    private @Nullable SrtpKeys keys;

    DtlsPassiveSide(DtlsParty party, int handshakeTimeoutMs) {
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
    public void processClientExtensions(Hashtable extensions) throws IOException {
        super.processClientExtensions(extensions);
        var offered = TlsSRTPUtils.getUseSRTPExtension(extensions);
        var codes = offered == null
                ? List.<Integer>of()
                : IntStream.of(offered.getProtectionProfiles()).boxed().toList();
        profile = party.settings().profiles().stream()
                .filter(known -> codes.contains(known.code()))
                .findFirst()
                .orElseThrow(() -> new TlsFatalAlert(AlertDescription.handshake_failure, "no common SRTP profile"));
    }

    @Override
    public Hashtable getServerExtensions() throws IOException {
        var extensions = super.getServerExtensions();
        if (profile != null) {
            var chosen = new UseSRTPData(new int[] {profile.code()}, NO_MASTER_KEY_IDENTIFIER);
            TlsSRTPUtils.addUseSRTPExtension(extensions, chosen);
        }
        return extensions;
    }

    @Override
    public CertificateRequest getCertificateRequest() {
        return new CertificateRequest(
                new short[] {ClientCertificateType.ecdsa_sign}, new Vector(List.of(DtlsParty.ECDSA_SHA256)), null);
    }

    @Override
    public void notifyClientCertificate(Certificate client) throws IOException {
        party.check(client);
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
        return party.credentials(context);
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        if (profile != null) {
            keys = party.exportKeys(context, profile, false);
        }
    }
}
