package dev.stagedoor.signaling.whip;

import dev.stagedoor.signaling.MediaGateway.Direction;

/** What a session is for, as the client sees it. */
public enum Side {
    /** WHIP: the client sends. */
    PUBLISHER(Direction.SENDONLY),
    /** WHEP: the client receives. */
    VIEWER(Direction.RECVONLY);

    private final Direction direction;

    Side(Direction direction) {
        this.direction = direction;
    }

    /** The one direction that media takes in such a session. */
    Direction direction() {
        return direction;
    }
}
