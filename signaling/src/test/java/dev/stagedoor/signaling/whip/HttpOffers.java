package dev.stagedoor.signaling.whip;

/** The smallest offers and fragments that are accepted. */
public final class HttpOffers {
    private HttpOffers() {}

    /** One audio and one video section. */
    public static String audioAndVideo(String direction) {
        return head()
                + section("audio", "0", "111 opus/48000/2", direction)
                + section("video", "1", "96 VP8/90000", direction);
    }

    /** An offer with these sections. */
    public static String of(String... sections) {
        return head() + String.join("", sections);
    }

    /** @param codec for example {@code 96 VP8/90000} */
    public static String section(String media, String mid, String codec, String direction) {
        String payloadType = codec.substring(0, codec.indexOf(' '));
        return "m=" + media + " 9 UDP/TLS/RTP/SAVPF " + payloadType + "\r\nc=IN IP4 0.0.0.0\r\na=mid:" + mid + "\r\na="
                + direction + "\r\na=rtcp-mux\r\na=rtpmap:" + codec + "\r\n";
    }

    /** A fragment with these credentials and one candidate. */
    public static String fragment(String usernameFragment) {
        return "a=ice-ufrag:" + usernameFragment + "\r\na=ice-pwd:clientclientclientclient\r\n"
                + "m=audio 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:0\r\n"
                + "a=candidate:1 1 udp 2130706431 192.0.2.1 5000 typ host\r\na=end-of-candidates\r\n";
    }

    private static String head() {
        return "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0 1 2\r\na=fingerprint:sha-256 "
                + "AB:".repeat(31)
                + "AB\r\na=setup:actpass\r\na=ice-ufrag:clnt\r\na=ice-pwd:clientclientclientclient\r\n";
    }
}
