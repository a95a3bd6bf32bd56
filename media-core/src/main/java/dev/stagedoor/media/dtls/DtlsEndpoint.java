package dev.stagedoor.media.dtls;

import java.security.SecureRandom;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;

/** What all sessions of a server share: its certificate, the cipher provider and the bounds. Safe on any thread. */
public final class DtlsEndpoint {
    private final DtlsIdentity identity;
    private final DtlsLimits limits;
    private final HandshakeSlots slots;
    private final JcaTlsCrypto crypto;

    public DtlsEndpoint(DtlsIdentity identity, DtlsLimits limits, SecureRandom random) {
        this.identity = identity;
        this.limits = limits;
        slots = new HandshakeSlots(limits);
        crypto = new JcaTlsCryptoProvider().create(random);
    }

    /** What the SDP says of this server's certificate. */
    public Fingerprint fingerprint() {
        return identity.fingerprint();
    }

    /**
     * A session that has not begun.
     *
     * @param remote the fingerprint in the peer's SDP
     * @param loop runs everything that concerns the session
     */
    public DtlsSession newSession(DtlsRole role, Fingerprint remote, DtlsLoop loop, DtlsListener listener) {
        return new DtlsSession(this, role, remote, loop, listener);
    }

    /** How many handshakes are under way. */
    public int handshakesUnderWay() {
        return slots.underWay();
    }

    DtlsIdentity identity() {
        return identity;
    }

    DtlsLimits limits() {
        return limits;
    }

    HandshakeSlots slots() {
        return slots;
    }

    JcaTlsCrypto crypto() {
        return crypto;
    }
}
