package dev.stagedoor.signaling;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What signalling asks of a media node. Every method may block for a few milliseconds, is safe to call from any virtual
 * thread, and is idempotent: asking for what already holds changes nothing.
 */
public interface MediaGateway {
    /** Opens the room if it is not open. */
    void openRoom(UUID roomId);

    /** Ends every participant of the room and forgets it. */
    void closeRoom(UUID roomId);

    /**
     * Answers a client's offer. The first offer of a participant joins the room; a later one adds or removes tracks, and
     * with a new ICE user fragment restarts ICE while media keeps flowing on the old path.
     */
    Negotiation negotiate(UUID roomId, UUID participantId, SessionDescription offer);

    /**
     * Sends to {@code viewerId}, on its section {@code mid}, what {@code publisherId} publishes of {@code kind}; also
     * before that publisher has joined. A section shows at most one source: the last call wins.
     */
    void subscribe(UUID roomId, UUID viewerId, String mid, UUID publisherId, MediaKind kind);

    /**
     * The same of one size of the publisher's pictures alone, a place among those that {@link #sizes} counts: whoever is sent
     * each size on a section of its own can pass all of them on.
     */
    void subscribeSize(UUID roomId, UUID viewerId, String mid, UUID publisherId, int size);

    /** In how many sizes somebody may send pictures, 0 if that one is not there or sends none. */
    int sizes(UUID roomId, UUID publisherId);

    /**
     * Sends on a section that was subscribed no larger pictures than {@code maxHeight} lines, unless there are no smaller ones,
     * and no temporal layer above {@code maxTemporalLayer}; holds until the next call, also for the next publisher.
     *
     * @param maxTemporalLayer 0 for the base frame rate alone
     */
    void constrain(UUID roomId, UUID viewerId, String mid, int maxHeight, int maxTemporalLayer);

    /** Shows nothing on that section any more; it stays as it was negotiated. */
    void unsubscribe(UUID roomId, UUID viewerId, String mid);

    /** An offer to another server for what is published there, see {@link #relay}; every call makes another. */
    SessionDescription relayOffer();

    /**
     * Brings a publisher of another server into an open room here, under the id it is known by here. A link that ends is
     * reported as the publisher's {@link Listener#disconnected}.
     *
     * @param offer from {@link #relayOffer}
     * @param answer what the other server said to it
     */
    Negotiation relay(UUID roomId, UUID publisherId, SessionDescription offer, SessionDescription answer);

    /** Stops ({@code true}) or resumes forwarding of the whole room within 200 ms; connections stay up. */
    void pause(UUID roomId, boolean paused);

    /** Ends one participant's transport; its subscriptions wait for it to come back. */
    void leave(UUID roomId, UUID participantId);

    /** Ends the transport of one that will not come back, and forgets what it subscribed to and used. */
    void forget(UUID roomId, UUID participantId);

    /**
     * Where news of the media node goes, to everybody who has asked before the first room was opened. Called on any thread
     * and must not block.
     */
    void listen(Listener listener);

    /** News from the media node. */
    interface Listener {
        /** ICE and DTLS are done, media may flow. */
        void connected(UUID roomId, UUID participantId);

        /** The transport is gone: consent lost (RFC 7675), closed by the peer, or the handshake failed. */
        void disconnected(UUID roomId, UUID participantId, String reason);

        /** Usage of a room so far, about every 250 ms while anybody is connected. */
        void usage(RoomUsage usage);

        /**
         * A room was closed, and the node forgets it. Not everybody keeps what it saw.
         *
         * @param timelines what happened to each participant, oldest first
         */
        default void closed(UUID roomId, Map<UUID, List<MediaBrowser.Event>> timelines) {}
    }

    /** Audio or video, as in the media description line of RFC 8866. */
    enum MediaKind {
        AUDIO,
        VIDEO
    }

    /** Direction of a media section, as its sender sees it (RFC 8866 section 6.7). */
    enum Direction {
        SENDRECV,
        SENDONLY,
        RECVONLY,
        INACTIVE
    }

    /** The role of a DTLS end (RFC 8842): the offer says {@code ACTPASS}, the answer one of the others. */
    enum DtlsSetup {
        ACTPASS,
        ACTIVE,
        PASSIVE
    }

    /** What an SDP body says, without the text. Sections keep the order of their lines; one BUNDLE of them all. */
    record SessionDescription(
            IceParameters ice, DtlsParameters dtls, List<MediaSection> sections, List<IceCandidate> candidates) {}

    /** ICE user fragment and password (RFC 8445 section 5.3). */
    record IceParameters(String usernameFragment, String password) {}

    /** Certificate fingerprint (RFC 8122), for example {@code sha-256} and {@code AB:CD:…}, and the role. */
    record DtlsParameters(String algorithm, String fingerprint, DtlsSetup setup) {}

    /** A candidate of component 1 over UDP (RFC 8839): address literal, port, {@code host} or {@code srflx}. */
    record IceCandidate(String foundation, long priority, String address, int port, String type) {}

    /**
     * What {@code b=} lines allow, bits a second without the headers of UDP and IP.
     *
     * @param section on the section itself
     * @param session on all together
     */
    record Bandwidth(long section, long session) {
        /** Nothing is said. */
        public static final Bandwidth UNLIMITED = new Bandwidth(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /**
     * One media section.
     *
     * @param rejected port zero: the section stays in its place but carries nothing
     * @param streamId the MediaStream id of {@code a=msid}, empty if none
     * @param rids simulcast RIDs the sender of this description will send, best known order, empty if none
     * @param bandwidth the most that the sender of this description wants to be sent
     */
    record MediaSection(
            String mid,
            MediaKind kind,
            Direction direction,
            boolean rejected,
            List<Codec> codecs,
            List<HeaderExtension> headerExtensions,
            List<Source> sources,
            List<String> rids,
            String streamId,
            String trackId,
            Bandwidth bandwidth) {
        /** The same, declined: nothing flows here (RFC 3264 section 6). */
        public MediaSection asRejected() {
            return new MediaSection(
                    mid,
                    kind,
                    Direction.INACTIVE,
                    true,
                    codecs,
                    headerExtensions,
                    sources,
                    rids,
                    streamId,
                    trackId,
                    bandwidth);
        }
    }

    /**
     * A payload type and what it means.
     *
     * @param name encoding name as registered, for example {@code opus}, {@code VP8}, {@code rtx}
     * @param clockRate Hz
     * @param channels 1 unless {@code a=rtpmap} says otherwise
     * @param formatParameters the text of {@code a=fmtp}, empty if none
     * @param feedback the texts of {@code a=rtcp-fb}, for example {@code nack pli}
     */
    record Codec(
            int payloadType,
            String name,
            int clockRate,
            int channels,
            String formatParameters,
            List<String> feedback) {}

    /** A header extension id 1–14 (RFC 8285) and its URI. */
    record HeaderExtension(int id, String uri) {}

    /** A synchronization source of a section and, for video, the source its retransmissions use (0 if none). */
    record Source(long ssrc, long retransmissionSsrc, String cname) {}

    /** How a negotiation ended. */
    sealed interface Negotiation {
        /** The answer to send back. */
        record Answered(SessionDescription answer) implements Negotiation {}

        /** The offer cannot be served; {@code reason} is a sentence for the developer of the client. */
        record Refused(String reason) implements Negotiation {}
    }

    /**
     * Cumulative usage of a room; a lost or repeated report is harmless.
     *
     * @param mutualMs milliseconds during which media was delivered in both directions between all participants
     * @param flowing whether it is being delivered now (no direction silent for longer than the configured gap)
     */
    record RoomUsage(UUID roomId, long mutualMs, boolean flowing, List<LegUsage> legs) {}

    /** Cumulative usage of one participant: what it sent us and what we delivered to it. */
    record LegUsage(
            UUID participantId,
            long receivedMs,
            long deliveredMs,
            long receivedPackets,
            long receivedBytes,
            long deliveredPackets,
            long deliveredBytes) {}
}
