package dev.stagedoor.benchmarks.client.sdp;

/** Audio or video, as in the media description line (RFC 8866 section 5.14). */
public enum MediaKind {
    AUDIO("audio"),
    VIDEO("video");

    private final String token;

    MediaKind(String token) {
        this.token = token;
    }

    /** The word that stands in SDP. */
    public String token() {
        return token;
    }
}
