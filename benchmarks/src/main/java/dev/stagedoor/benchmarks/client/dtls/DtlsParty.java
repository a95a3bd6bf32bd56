package dev.stagedoor.benchmarks.client.dtls;

import dev.stagedoor.benchmarks.client.sdp.Fingerprint;
import java.io.IOException;
import java.security.SecureRandom;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;

/** What both roles of a handshake share: our certificate, the check of theirs, the export of the keys. */
final class DtlsParty {
    /** Ephemeral key agreement only, signed with ECDSA, as WebRTC requires (RFC 8827 section 6.5). */
    private static final int[] CIPHER_SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
    };

    static final SignatureAndHashAlgorithm ECDSA_SHA256 =
            SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);

    private final JcaTlsCrypto crypto = new JcaTlsCryptoProvider().create(new SecureRandom());
    private final DtlsIdentity identity;
    private final Fingerprint expected;
    private final DtlsSettings settings;

    DtlsParty(DtlsIdentity identity, Fingerprint expected, DtlsSettings settings) {
        this.identity = identity;
        this.expected = expected;
        this.settings = settings;
    }

    DtlsSettings settings() {
        return settings;
    }

    JcaTlsCrypto crypto() {
        return crypto;
    }

    static int[] cipherSuites() {
        return CIPHER_SUITES.clone();
    }

    TlsCredentialedSigner credentials(TlsContext context) throws IOException {
        var chain = new Certificate(new TlsCertificate[] {crypto.createCertificate(identity.certificate())});
        return new JcaDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context), crypto, identity.privateKey(), chain, ECDSA_SHA256);
    }

    /** The certificate needs no authority: its fingerprint came through the signalling (RFC 8122). */
    void check(Certificate chain) throws IOException {
        if (chain.isEmpty() || !expected.matches(chain.getCertificateAt(0).getEncoded())) {
            throw new TlsFatalAlert(
                    AlertDescription.bad_certificate, "certificate does not match the SDP's fingerprint");
        }
    }

    /** To be called when the handshake is complete; later the secrets are gone. */
    SrtpKeys exportKeys(TlsContext context, SrtpProfile profile, boolean localIsClient) {
        var material = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, SrtpKeys.materialBytes(profile));
        return SrtpKeys.cut(profile, material, localIsClient);
    }
}
