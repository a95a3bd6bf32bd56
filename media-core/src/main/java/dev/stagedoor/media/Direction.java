package dev.stagedoor.media;

/** Direction of a media section, as the sender of the description sees it (RFC 8866 §6.7). */
public enum Direction {
    /** Both ways. */
    SENDRECV(true, true),
    /** The sender of the description sends only. */
    SENDONLY(true, false),
    /** The sender of the description receives only. */
    RECVONLY(false, true),
    /** Neither way. */
    INACTIVE(false, false);

    private final boolean sends;
    private final boolean receives;

    Direction(boolean sends, boolean receives) {
        this.sends = sends;
        this.receives = receives;
    }

    /** Whether the sender of the description sends media. */
    public boolean sends() {
        return sends;
    }

    /** Whether the sender of the description takes media. */
    public boolean receives() {
        return receives;
    }

    /** The same as the other end sees it; what an answer says (RFC 3264 §6.1). */
    public Direction reversed() {
        return switch (this) {
            case SENDRECV -> SENDRECV;
            case SENDONLY -> RECVONLY;
            case RECVONLY -> SENDONLY;
            case INACTIVE -> INACTIVE;
        };
    }
}
