package dev.stagedoor.benchmarks.client.sdp;

/** Direction of a media section as the writer of the description sees it (RFC 8866 section 6.7). */
public enum Direction {
    SENDRECV("sendrecv"),
    SENDONLY("sendonly"),
    RECVONLY("recvonly"),
    INACTIVE("inactive");

    private final String token;

    Direction(String token) {
        this.token = token;
    }

    /** The word that stands in SDP. */
    public String token() {
        return token;
    }

    /** Whether the writer of the description sends. */
    public boolean sends() {
        return this == SENDRECV || this == SENDONLY;
    }

    /** Whether the writer of the description receives. */
    public boolean receives() {
        return this == SENDRECV || this == RECVONLY;
    }
}
