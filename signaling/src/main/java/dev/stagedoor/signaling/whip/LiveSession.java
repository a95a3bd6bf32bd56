package dev.stagedoor.signaling.whip;

import dev.stagedoor.signaling.identity.AccessToken;
import dev.stagedoor.signaling.sdp.SdpParser.Offer;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One WHIP or WHEP session.
 *
 * <p>The id is the whole permission to change or end it (RFC 9725 section 4.2), because an encoder's access token may be
 * long over when it says goodbye.
 */
final class LiveSession {
    private final String id;
    private final Side side;
    private final LiveRoom room;
    private final @Nullable AccessToken caller;
    private final int hops;
    private final UUID participantId;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile boolean onMediaNode;
    private Offer offer;
    private String entityTag;

    /**
     * @param id unguessable
     * @param caller who began it, null where nobody is asked
     * @param hops how many links those who watch are behind it, 0 unless it is another server's
     * @param entityTag of its first ICE session
     */
    LiveSession(
            String id,
            Side side,
            LiveRoom room,
            @Nullable AccessToken caller,
            int hops,
            Offer offer,
            String entityTag) {
        this.id = id;
        this.side = side;
        this.room = room;
        this.caller = caller;
        this.hops = hops;
        this.participantId = side == Side.PUBLISHER ? room.publisherId() : UUID.randomUUID();
        this.offer = offer;
        this.entityTag = entityTag;
    }

    String id() {
        return id;
    }

    Side side() {
        return side;
    }

    LiveRoom room() {
        return room;
    }

    @Nullable
    AccessToken caller() {
        return caller;
    }

    int hops() {
        return hops;
    }

    UUID participantId() {
        return participantId;
    }

    /**
     * Held by whoever negotiates, so that of two ICE restarts one comes after the other, and nobody ends a session that has not
     * begun.
     */
    ReentrantLock lock() {
        return lock;
    }

    /** From now on what the media node tells of the participant is about this session. */
    void entersMediaNode() {
        onMediaNode = true;
    }

    /** Whether news of the participant is about this session, not about a link that had the same id before. */
    boolean isOnMediaNode() {
        return onMediaNode;
    }

    Offer offer() {
        return offer;
    }

    /** Of what was offered, only this is wanted. */
    void cutTo(Offer less) {
        offer = less;
    }

    /** Names the present ICE session; strong, with its quotation marks (RFC 9110 section 8.8.3). */
    String entityTag() {
        return entityTag;
    }

    /** A new ICE session has begun. */
    void restarted(Offer now, String nextEntityTag) {
        offer = now;
        entityTag = nextEntityTag;
    }
}
