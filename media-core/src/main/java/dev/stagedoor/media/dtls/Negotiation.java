package dev.stagedoor.media.dtls;

import dev.stagedoor.media.srtp.SrtpKeyingMaterial;
import dev.stagedoor.media.srtp.SrtpProfile;
import java.io.IOException;
import java.util.Arrays;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.AlertLevel;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateType;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.UseSRTPData;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaDefaultTlsCredentialedSigner;
import org.jspecify.annotations.Nullable;

/** What client and server have in common: credentials, the check of the peer's certificate, the SRTP profile and the keys. */
final class Negotiation {
    /**
     * Forward-secret suites with ECDSA and GCM; the first is the one every WebRTC endpoint has (RFC 8827 §6.5). With GCM
     * alone, {@link DtlsRecords} knows the least length of a sealed record.
     */
    static final int[] CIPHER_SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
    };

    /** The library's own timers have run out as soon as a read ends with nothing; {@link DatagramQueue} says when one does. */
    static final int RESEND_MS = 0;

    /** The library's own limit is none. */
    static final int HANDSHAKE_TIMEOUT_MS = 0;

    private static final SignatureAndHashAlgorithm ECDSA_SHA256 =
            SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);

    private final DtlsEndpoint endpoint;
    private final Fingerprint expected;
    private final Runnable onAlertFromPeer;
    private boolean fingerprintMismatch;
    private @Nullable SrtpProfile profile;
    private @Nullable SrtpKeyingMaterial keys;

    Negotiation(DtlsEndpoint endpoint, Fingerprint expected, Runnable onAlertFromPeer) {
        this.endpoint = endpoint;
        this.expected = expected;
        this.onAlertFromPeer = onAlertFromPeer;
    }

    DtlsEndpoint endpoint() {
        return endpoint;
    }

    boolean fingerprintMismatch() {
        return fingerprintMismatch;
    }

    /** The keys; null until the handshake is complete. */
    @Nullable
    SrtpKeyingMaterial keys() {
        return keys;
    }

    TlsCredentialedSigner signer(TlsContext context) throws IOException {
        TlsCertificate certificate = endpoint.crypto()
                .createCertificate(CertificateType.X509, endpoint.identity().certificate());
        return new JcaDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                endpoint.crypto(),
                endpoint.identity().privateKey(),
                new Certificate(new TlsCertificate[] {certificate}),
                ECDSA_SHA256);
    }

    /**
     * The signatures that a peer may prove its certificate with: those that this Java can check. The library would also
     * ask for RSA-PSS, which the JDK knows under another name, and then stumble over the peers that take it, as OpenSSL
     * with an RSA certificate does.
     */
    @SuppressWarnings("JdkObsolete") // the library's own signature
    static Vector<SignatureAndHashAlgorithm> peerSignatures() {
        Vector<SignatureAndHashAlgorithm> checked = new Vector<>();
        for (short hash : new short[] {HashAlgorithm.sha256, HashAlgorithm.sha384, HashAlgorithm.sha512}) {
            checked.add(SignatureAndHashAlgorithm.getInstance(hash, SignatureAlgorithm.ecdsa));
            checked.add(SignatureAndHashAlgorithm.getInstance(hash, SignatureAlgorithm.rsa));
        }
        return checked;
    }

    /** Refuses any certificate but the one that the SDP names; the signature itself is the library's to check. */
    void checkCertificate(@Nullable Certificate chain) throws IOException {
        if (chain == null
                || chain.isEmpty()
                || !expected.matches(chain.getCertificateAt(0).getEncoded())) {
            fingerprintMismatch = true;
            throw new TlsFatalAlert(AlertDescription.bad_certificate);
        }
    }

    /** All profiles, best first, as a client offers them. */
    static UseSRTPData offer() {
        int[] codes =
                Arrays.stream(SrtpProfile.values()).mapToInt(SrtpProfile::code).toArray();
        return new UseSRTPData(codes, new byte[0]);
    }

    /** Takes the first of this side's profiles that the client offers (RFC 5764 §4.1.1). */
    void chooseProfile(@Nullable UseSRTPData offered) throws IOException {
        if (offered != null) {
            for (SrtpProfile candidate : SrtpProfile.values()) {
                if (Arrays.stream(offered.getProtectionProfiles()).anyMatch(code -> code == candidate.code())) {
                    profile = candidate;
                    return;
                }
            }
        }
        throw new TlsFatalAlert(AlertDescription.handshake_failure);
    }

    /** The server's reply to {@link #chooseProfile}. */
    UseSRTPData chosen() {
        if (profile == null) {
            throw new IllegalStateException("no SRTP profile has been chosen");
        }
        return new UseSRTPData(new int[] {profile.code()}, new byte[0]);
    }

    /** Cuts the exported bytes into keys and salts (RFC 5764 §4.2). */
    void exportKeys(TlsContext context, DtlsRole role) throws IOException {
        SrtpProfile negotiated = profile;
        if (negotiated == null) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure);
        }
        int key = negotiated.keyBytes();
        int salt = negotiated.saltBytes();
        byte[] bytes = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, 2 * (key + salt));
        byte[] clientKey = Arrays.copyOfRange(bytes, 0, key);
        byte[] serverKey = Arrays.copyOfRange(bytes, key, 2 * key);
        byte[] clientSalt = Arrays.copyOfRange(bytes, 2 * key, 2 * key + salt);
        byte[] serverSalt = Arrays.copyOfRange(bytes, 2 * key + salt, bytes.length);
        SrtpKeyingMaterial ofClient = new SrtpKeyingMaterial(negotiated, clientKey, clientSalt, serverKey, serverSalt);
        keys = role == DtlsRole.CLIENT ? ofClient : ofClient.mirrored();
    }

    /** Only goodbyes and errors end a session; other warnings mean nothing here. */
    void onAlert(short level, short description) {
        if (level == AlertLevel.fatal || description == AlertDescription.close_notify) {
            onAlertFromPeer.run();
        }
    }
}
