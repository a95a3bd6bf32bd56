package dev.stagedoor.benchmarks.client.sdp;

import java.util.List;
import java.util.Set;

/**
 * The text of an answer to a server that offers, as some do to viewers: every section is taken as it was offered, with the other
 * side's codecs and extensions, and receives.
 */
public final class SdpReply {
    private static final String LINE_END = "\r\n";

    /** What an answer repeats of a section of an offer (RFC 8829 section 5.3.1). */
    private static final Set<String> REPEATED =
            Set.of("mid", "rtpmap", "fmtp", "rtcp-fb", "extmap", "rtcp-mux", "rtcp-rsize");

    private SdpReply() {}

    /** Writes the answer; this side will begin the DTLS handshake. */
    public static String write(String offer, IceCredentials ice, Fingerprint fingerprint) {
        var text = new StringBuilder(offer.length());
        line(text, "v=0");
        line(text, "o=- 1 1 IN IP4 127.0.0.1");
        line(text, "s=-");
        line(text, "t=0 0");
        var inSection = false;
        for (var line : offer.lines().map(String::strip).toList()) {
            if (line.startsWith("m=")) {
                inSection = true;
                section(text, line, ice, fingerprint);
            } else if (line.startsWith("a=group:BUNDLE") || (inSection && isRepeated(line))) {
                line(text, line);
            }
        }
        return text.toString();
    }

    private static void section(StringBuilder text, String mediaLine, IceCredentials ice, Fingerprint fingerprint) {
        var words = List.of(mediaLine.split(" ", 3));
        line(text, words.getFirst() + " 9 " + words.getLast());
        line(text, "c=IN IP4 0.0.0.0");
        line(text, "a=ice-ufrag:" + ice.usernameFragment());
        line(text, "a=ice-pwd:" + ice.password());
        line(text, "a=fingerprint:" + fingerprint.algorithm() + " " + fingerprint.value());
        line(text, "a=setup:" + Setup.ACTIVE.token());
        line(text, "a=" + Direction.RECVONLY.token());
    }

    private static boolean isRepeated(String line) {
        return line.startsWith("a=") && REPEATED.contains(line.substring(2).split(":", 2)[0]);
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(LINE_END);
    }
}
