package dev.stagedoor.media;

import dev.stagedoor.media.dtls.Fingerprint;
import dev.stagedoor.media.ice.IceCredentials;
import dev.stagedoor.media.room.Participant;
import dev.stagedoor.media.room.SessionLog;
import dev.stagedoor.media.srtp.SrtpProfile;
import dev.stagedoor.media.transport.CloseReason;
import dev.stagedoor.media.transport.PeerListener;
import dev.stagedoor.media.transport.PeerTransport;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Joins one transport to one participant. Belongs to their loop; what is final may be read on any. */
final class PeerLink implements PeerListener {
    private final Fingerprint remoteFingerprint;
    private final OfferAnswer offerAnswer;
    private final Owner owner;
    private final PeerTransport transport;
    private final Participant participant;

    /** Hears of a link, on the link's loop. */
    interface Owner {
        /** Media may flow. */
        void onConnected(PeerLink link);

        /** The transport has ended; the last call. */
        void onClosed(PeerLink link, CloseReason reason);
    }

    /**
     * Opens the transport, and with it as sink the participant; to be made on their loop.
     *
     * @param remoteFingerprint of the certificate in the peer's offers; another one is another connection
     * @param offerAnswer remembers what our earlier answers said
     * @param open makes a transport that reports to the given listener, later
     * @param enter makes a participant that sends to the given transport
     */
    PeerLink(
            Fingerprint remoteFingerprint,
            OfferAnswer offerAnswer,
            Owner owner,
            Function<PeerListener, PeerTransport> open,
            Function<PeerTransport, Participant> enter) {
        this.remoteFingerprint = remoteFingerprint;
        this.offerAnswer = offerAnswer;
        this.owner = owner;
        transport = open.apply(this);
        participant = enter.apply(transport);
    }

    Fingerprint remoteFingerprint() {
        return remoteFingerprint;
    }

    /** Belongs to the room's home loop. */
    OfferAnswer offerAnswer() {
        return offerAnswer;
    }

    Participant participant() {
        return participant;
    }

    /** Credentials for an answer; fresh ones if the offer's user fragment asks for an ICE restart (RFC 8839 §4.4.1.1.1). */
    IceCredentials credentials(String remoteFragment) {
        return transport.isRestart(remoteFragment)
                ? transport.restartIce(remoteFragment)
                : transport.localCredentials();
    }

    /** Ends the transport from any thread; completes on its loop when it has. */
    CompletableFuture<Void> close() {
        return CompletableFuture.runAsync(transport::close, participant.loop()::execute);
    }

    @Override
    public void onConnected(SrtpProfile profile) {
        log(SessionLog.Kind.CONNECTED, profile.name());
        participant.onConnected();
        owner.onConnected(this);
    }

    @Override
    public void onRtp(MemorySegment packet, long offset, int length, long nowNs) {
        participant.onRtp(packet, offset, length, nowNs);
    }

    @Override
    public void onRtcp(MemorySegment packet, long offset, int length, long nowNs) {
        participant.onRtcp(packet, offset, length, nowNs);
    }

    @Override
    public void onTurnEnd(long nowNs) {
        participant.onTurnEnd(nowNs);
    }

    @Override
    public void onReachable(boolean reachable) {
        log(reachable ? SessionLog.Kind.REACHABLE : SessionLog.Kind.UNREACHABLE, "");
    }

    @Override
    public void onClosed(CloseReason reason) {
        log(SessionLog.Kind.DISCONNECTED, reason.name());
        participant.onClosed();
        owner.onClosed(this, reason);
    }

    @Override
    public void onPathSelected(String address) {
        log(SessionLog.Kind.PATH_SELECTED, address);
    }

    @Override
    public void onPathChanged() {
        participant.onPathChanged();
    }

    private void log(SessionLog.Kind kind, String detail) {
        participant.log().add(kind, detail, participant.loop().nowNs());
    }
}
