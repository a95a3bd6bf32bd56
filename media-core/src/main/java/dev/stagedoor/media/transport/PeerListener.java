package dev.stagedoor.media.transport;

import dev.stagedoor.media.srtp.SrtpProfile;
import java.lang.foreign.MemorySegment;

/**
 * News from one participant's transport. Every method is called on the transport's loop. Packets are plain, lie in the
 * receive slab, and are valid until {@link #onTurnEnd} has returned.
 */
public interface PeerListener {
    /** ICE and DTLS are done; packets may be sent from now on. Once in a transport's life. */
    void onConnected(SrtpProfile profile);

    /** One authenticated RTP packet. */
    void onRtp(MemorySegment packet, long offset, int length, long nowNs);

    /** One authenticated RTCP packet, compound or reduced-size. */
    void onRtcp(MemorySegment packet, long offset, int length, long nowNs);

    /**
     * The receive burst is over. Called once per burst for every peer that got RTP or RTCP in it, so that fan-out can go
     * receiver by receiver: packets to one receiver that are sent next to each other leave as one segmented datagram.
     */
    void onTurnEnd(long nowNs);

    /** Packets go to another address from now on; not everybody needs to know. */
    default void onPathSelected(String address) {}

    /** That address is in another network than the one before, so that nothing is known of the path. */
    default void onPathChanged() {}

    /** The path looks dead ({@code false}) or alive again ({@code true}); a hint, long before consent is lost. */
    void onReachable(boolean reachable);

    /** The transport has ended; the last call. */
    void onClosed(CloseReason reason);
}
