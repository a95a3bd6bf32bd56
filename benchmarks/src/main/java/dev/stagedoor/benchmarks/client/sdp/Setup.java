package dev.stagedoor.benchmarks.client.sdp;

/** Who begins the DTLS handshake (RFC 8842): {@code ACTIVE} is the client of the handshake, {@code PASSIVE} the server. */
public enum Setup {
    ACTPASS("actpass"),
    ACTIVE("active"),
    PASSIVE("passive");

    private final String token;

    Setup(String token) {
        this.token = token;
    }

    /** The word that stands in SDP. */
    public String token() {
        return token;
    }
}
