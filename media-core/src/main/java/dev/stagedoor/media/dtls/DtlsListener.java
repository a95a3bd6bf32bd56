package dev.stagedoor.media.dtls;

import dev.stagedoor.media.srtp.SrtpKeyingMaterial;

/** News from a session, on its loop. Of the first two one comes, once; the third only after the first. */
public interface DtlsListener {
    /** The handshake is done and the peer's certificate is the right one. */
    void onDtlsConnected(SrtpKeyingMaterial keys);

    /** The handshake is over without success; the session has ended. */
    void onDtlsFailed(DtlsFailure failure);

    /** The peer has said goodbye (close_notify) or broken the association; the session has ended. */
    void onDtlsClosedByPeer();

    /** A datagram to send to the peer. */
    void onDtlsOutput(byte[] datagram);
}
