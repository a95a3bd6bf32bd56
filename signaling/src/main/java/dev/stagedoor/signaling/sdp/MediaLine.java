package dev.stagedoor.signaling.sdp;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An {@code m=} line with the mid that names it.
 *
 * @param port as written; zero rejects, unless the section is bundle-only
 * @param formats as written, separated by single spaces
 */
record MediaLine(String media, long port, String protocol, String formats, String mid, boolean bundleOnly) {
    private static final int MAX_PORT = 65_535;

    /** Every name that has to be taken for the same (RFC 9429 section 5.1.2). */
    private static final Set<String> PROTOCOLS = Set.of(
            "RTP/AVP",
            "RTP/AVPF",
            "RTP/SAVP",
            "RTP/SAVPF",
            "TCP/DTLS/RTP/SAVP",
            "TCP/DTLS/RTP/SAVPF",
            "UDP/TLS/RTP/SAVP",
            "UDP/TLS/RTP/SAVPF");

    /** Null if the line cannot be read. */
    static @Nullable MediaLine parse(Block block) {
        String[] words = Words.of(String.valueOf(block.media()));
        if (words.length < 4 || words.length > SdpLimits.CODECS + 3) {
            return null;
        }
        // A number of ports may follow the first (RFC 8866 section 5.14); nobody uses it.
        long port = Words.number(words[1].split("/", 2)[0], MAX_PORT);
        if (port < 0 || !Words.isToken(words[0], 32) || !isProtocol(words[2])) {
            return null;
        }
        StringBuilder formats = new StringBuilder(words[3]);
        for (int i = 3; i < words.length; i++) {
            if (!Words.isToken(words[i], 64)) {
                return null;
            }
            if (i > 3) {
                formats.append(' ').append(words[i]);
            }
        }
        String mid = block.first("mid");
        return new MediaLine(
                words[0], port, words[2], formats.toString(), mid == null ? "" : mid, block.has("bundle-only"));
    }

    private static boolean isProtocol(String text) {
        return text.length() <= 64 && Words.isToken(text.replace('/', '-'), 64);
    }

    /** Audio or video. What protocol it is called by does not matter: it is SRTP with DTLS keys in any case. */
    boolean isRtp() {
        return (media.equals("audio") || media.equals("video")) && PROTOCOLS.contains(protocol);
    }

    /** Port zero, but not of a section that merely waits for the bundle (RFC 9143 section 6). */
    boolean isRejected() {
        return port == 0 && !bundleOnly;
    }
}
