package dev.stagedoor.signaling.sdp;

import dev.stagedoor.signaling.MediaGateway.Direction;

/** The attribute that says a direction (RFC 8866 section 6.7). */
final class DirectionWord {
    private DirectionWord() {}

    static String of(Direction direction) {
        return switch (direction) {
            case SENDRECV -> "sendrecv";
            case SENDONLY -> "sendonly";
            case RECVONLY -> "recvonly";
            case INACTIVE -> "inactive";
        };
    }
}
