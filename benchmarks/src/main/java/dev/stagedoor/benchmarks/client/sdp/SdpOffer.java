package dev.stagedoor.benchmarks.client.sdp;

import java.util.List;
import java.util.stream.Collectors;

/** The text of an offer: one BUNDLE, rtcp-mux, reduced-size RTCP, Opus and VP8 with NACK, PLI and RTX. */
public final class SdpOffer {
    private static final String LINE_END = "\r\n";
    private static final String CNAME = "stagedoor-client";

    private final StringBuilder text = new StringBuilder(2048);
    private final IceCredentials ice;
    private final Fingerprint fingerprint;

    private SdpOffer(IceCredentials ice, Fingerprint fingerprint) {
        this.ice = ice;
        this.fingerprint = fingerprint;
    }

    /**
     * Writes an offer. It carries no candidates: towards an ICE-lite server the client begins, and the server learns the
     * address from the first check (peer-reflexive, RFC 8445 section 7.3.1.3).
     */
    public static String write(IceCredentials ice, Fingerprint fingerprint, List<LocalMedia> media) {
        var offer = new SdpOffer(ice, fingerprint);
        offer.session(media);
        media.forEach(offer::section);
        return offer.text.toString();
    }

    private void session(List<LocalMedia> media) {
        line("v=0");
        line("o=- 1 1 IN IP4 127.0.0.1");
        line("s=-");
        line("t=0 0");
        line("a=group:BUNDLE " + media.stream().map(LocalMedia::mid).collect(Collectors.joining(" ")));
        line("a=msid-semantic: WMS *");
    }

    private void section(LocalMedia media) {
        var video = media.kind() == MediaKind.VIDEO;
        var types = video ? PayloadTypes.VP8 + " " + PayloadTypes.VP8_RTX : String.valueOf(PayloadTypes.OPUS);
        line("m=" + media.kind().token() + " 9 UDP/TLS/RTP/SAVPF " + types);
        line("c=IN IP4 0.0.0.0");
        line("a=rtcp:9 IN IP4 0.0.0.0");
        line("a=ice-ufrag:" + ice.usernameFragment());
        line("a=ice-pwd:" + ice.password());
        line("a=ice-options:trickle");
        line("a=fingerprint:" + fingerprint.algorithm() + " " + fingerprint.value());
        line("a=setup:" + Setup.ACTPASS.token());
        line("a=mid:" + media.mid());
        line("a=extmap:" + PayloadTypes.MID_EXTENSION + " urn:ietf:params:rtp-hdrext:sdes:mid");
        line("a=extmap:" + PayloadTypes.ABSOLUTE_SEND_TIME_EXTENSION
                + " http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time");
        line("a=" + media.direction().token());
        line("a=rtcp-mux");
        line("a=rtcp-rsize");
        if (video) {
            videoCodecs();
        } else {
            audioCodec();
        }
        if (media.direction().sends()) {
            sources(media);
        }
    }

    private void audioCodec() {
        line("a=rtpmap:" + PayloadTypes.OPUS + " opus/48000/2");
        line("a=fmtp:" + PayloadTypes.OPUS + " minptime=10;useinbandfec=1");
    }

    private void videoCodecs() {
        line("a=rtpmap:" + PayloadTypes.VP8 + " VP8/90000");
        line("a=rtcp-fb:" + PayloadTypes.VP8 + " ccm fir");
        line("a=rtcp-fb:" + PayloadTypes.VP8 + " nack");
        line("a=rtcp-fb:" + PayloadTypes.VP8 + " nack pli");
        line("a=rtpmap:" + PayloadTypes.VP8_RTX + " rtx/90000");
        line("a=fmtp:" + PayloadTypes.VP8_RTX + " apt=" + PayloadTypes.VP8);
    }

    private void sources(LocalMedia media) {
        line("a=msid:" + CNAME + " " + media.mid());
        if (media.retransmissionSsrc() != 0) {
            line("a=ssrc-group:FID " + media.ssrc() + " " + media.retransmissionSsrc());
        }
        line("a=ssrc:" + media.ssrc() + " cname:" + CNAME);
        if (media.retransmissionSsrc() != 0) {
            line("a=ssrc:" + media.retransmissionSsrc() + " cname:" + CNAME);
        }
    }

    private void line(String line) {
        text.append(line).append(LINE_END);
    }
}
