package dev.stagedoor.media.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.security.SecureRandom;
import java.security.Signature;
import java.util.List;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.junit.jupiter.api.Test;

class PeerSignaturesTest {
    /** What is asked for and cannot be checked ends the handshake of every peer that takes it. */
    @Test
    @SuppressWarnings("unchecked")
    void shouldAskOnlyForSignaturesThatCanBeChecked() {
        DtlsEndpoint endpoint = new DtlsEndpoint(DtlsPair.SERVER_IDENTITY, DtlsLimits.DEFAULT, new SecureRandom());
        Fingerprint peer = DtlsPair.CLIENT_IDENTITY.fingerprint();
        PeerServer server = new PeerServer(new Negotiation(endpoint, peer, () -> {}));

        List<SignatureAndHashAlgorithm> asked =
                List.copyOf(server.getCertificateRequest().getSupportedSignatureAlgorithms());

        assertThat(asked)
                .extracting(SignatureAndHashAlgorithm::getSignature)
                .contains(SignatureAlgorithm.ecdsa, SignatureAlgorithm.rsa);
        assertThat(asked)
                .allSatisfy(each -> assertThatCode(() -> Signature.getInstance(HashAlgorithm.getName(each.getHash())
                                + "with" + SignatureAlgorithm.getName(each.getSignature())))
                        .doesNotThrowAnyException());
    }
}
