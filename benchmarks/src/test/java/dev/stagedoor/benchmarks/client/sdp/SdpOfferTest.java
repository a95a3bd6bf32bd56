package dev.stagedoor.benchmarks.client.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SdpOfferTest {
    private static final IceCredentials ICE = new IceCredentials("abcd1234", "a-password-of-twenty-two");
    private static final Fingerprint FINGERPRINT = new Fingerprint("sha-256", "AB:CD");
    private static final LocalMedia AUDIO = new LocalMedia("0", MediaKind.AUDIO, Direction.SENDRECV, 11, 0);
    private static final LocalMedia VIDEO = new LocalMedia("1", MediaKind.VIDEO, Direction.SENDRECV, 22, 33);

    @Test
    void bundlesAllSectionsOnOneTransport() {
        var offer = SdpOffer.write(ICE, FINGERPRINT, List.of(AUDIO, VIDEO));

        assertThat(offer.lines())
                .startsWith("v=0")
                .contains(
                        "a=group:BUNDLE 0 1",
                        "m=audio 9 UDP/TLS/RTP/SAVPF 111",
                        "m=video 9 UDP/TLS/RTP/SAVPF 96 97",
                        "a=ice-ufrag:abcd1234",
                        "a=fingerprint:sha-256 AB:CD",
                        "a=setup:actpass",
                        "a=rtcp-mux",
                        "a=rtcp-rsize");
    }

    @Test
    void announcesSourcesAndRetransmissionsOfWhatItSends() {
        var offer = SdpOffer.write(ICE, FINGERPRINT, List.of(AUDIO, VIDEO));

        assertThat(offer.lines())
                .contains(
                        "a=ssrc:11 cname:stagedoor-client",
                        "a=ssrc-group:FID 22 33",
                        "a=ssrc:22 cname:stagedoor-client",
                        "a=ssrc:33 cname:stagedoor-client",
                        "a=fmtp:97 apt=96",
                        "a=rtcp-fb:96 nack pli");
    }

    @Test
    void announcesNoSourceWhereItOnlyReceives() {
        var receiving = new LocalMedia("0", MediaKind.VIDEO, Direction.RECVONLY, 0, 0);

        var offer = SdpOffer.write(ICE, FINGERPRINT, List.of(receiving));

        assertThat(offer).contains("a=recvonly\r\n").doesNotContain("a=ssrc", "a=msid:");
    }

    @Test
    void endsEveryLineWithCarriageReturnAndLineFeed() {
        var offer = SdpOffer.write(ICE, FINGERPRINT, List.of(AUDIO));

        assertThat(offer).endsWith("\r\n");
        assertThat(offer.replace("\r\n", "")).doesNotContain("\n").doesNotContain("\r");
    }
}
