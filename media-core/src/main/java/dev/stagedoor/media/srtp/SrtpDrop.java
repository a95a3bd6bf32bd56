package dev.stagedoor.media.srtp;

/** Why a packet was not opened or not protected. Travels as a negative length, so that the packet path stays free of objects. */
public enum SrtpDrop {
    /** Too short for its header, its tag or its index, or the header's lengths point outside the packet. */
    MALFORMED(-1),
    /** The tag does not match: forged, damaged, or made with another key. */
    AUTHENTICATION_FAILED(-2),
    /** Received before, or sent before: on the way out a second packet with one index would give the key away. */
    REPLAYED(-3),
    /** Older than the replay window reaches, so nobody can tell whether it is a replay. */
    TOO_OLD(-4),
    /** The packet's SSRC is new and the bound on SSRCs of this association is reached. */
    TOO_MANY_SOURCES(-5),
    /** An RTCP packet sent without encryption, which WebRTC never does (RFC 8827 §6.5). */
    NOT_ENCRYPTED(-6),
    /** The key has protected as many packets as RFC 3711 §9.2 allows; the association must be made anew. */
    KEY_EXHAUSTED(-7);

    private static final SrtpDrop[] ALL = values();

    private final int code;

    SrtpDrop(int code) {
        this.code = code;
    }

    /** The negative number that stands for this reason where a length is expected. */
    public int code() {
        return code;
    }

    /**
     * The reason behind a negative length.
     *
     * @throws IllegalArgumentException if the number is none that {@link #code()} gives
     */
    public static SrtpDrop ofCode(int code) {
        for (SrtpDrop drop : ALL) {
            if (drop.code == code) {
                return drop;
            }
        }
        throw new IllegalArgumentException("no drop has the code " + code);
    }
}
