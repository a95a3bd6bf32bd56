package dev.stagedoor.signaling.calls;

/** The smallest offers that are accepted. */
public final class Offers {
    private Offers() {}

    /** One audio and one video section. */
    public static String audioAndVideo() {
        return head("BUNDLE 0 1") + section("audio", "0", "111 opus/48000/2") + section("video", "1", "96 VP8/90000");
    }

    /** What a browser offers when the camera was stopped and a screen is shared instead: a section of its own. */
    static String audioAndScreen() {
        String stopped = section("video", "1", "96 VP8/90000")
                .replace("m=video 9 ", "m=video 0 ")
                .replace("a=sendrecv", "a=inactive");
        return head("BUNDLE 0 2")
                + section("audio", "0", "111 opus/48000/2")
                + stopped
                + section("video", "2", "96 VP8/90000");
    }

    private static String head(String group) {
        return "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:" + group + "\r\na=fingerprint:sha-256 "
                + "AB:".repeat(31)
                + "AB\r\na=setup:actpass\r\na=ice-ufrag:clnt\r\na=ice-pwd:clientclientclientclient\r\n";
    }

    private static String section(String media, String mid, String codec) {
        String payloadType = codec.substring(0, codec.indexOf(' '));
        return "m=" + media + " 9 UDP/TLS/RTP/SAVPF " + payloadType + "\r\nc=IN IP4 0.0.0.0\r\na=mid:" + mid
                + "\r\na=sendrecv\r\na=rtcp-mux\r\na=rtpmap:" + codec + "\r\n";
    }
}
