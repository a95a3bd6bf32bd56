package dev.stagedoor.signaling.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.signaling.MediaGateway.Bandwidth;
import dev.stagedoor.signaling.MediaGateway.Codec;
import dev.stagedoor.signaling.MediaGateway.Direction;
import dev.stagedoor.signaling.MediaGateway.DtlsParameters;
import dev.stagedoor.signaling.MediaGateway.DtlsSetup;
import dev.stagedoor.signaling.MediaGateway.HeaderExtension;
import dev.stagedoor.signaling.MediaGateway.IceCandidate;
import dev.stagedoor.signaling.MediaGateway.IceParameters;
import dev.stagedoor.signaling.MediaGateway.MediaKind;
import dev.stagedoor.signaling.MediaGateway.MediaSection;
import dev.stagedoor.signaling.MediaGateway.SessionDescription;
import dev.stagedoor.signaling.MediaGateway.Source;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SdpWriterTest {
    private static final MediaSection AUDIO = new MediaSection(
            "0",
            MediaKind.AUDIO,
            Direction.SENDRECV,
            false,
            List.of(new Codec(111, "opus", 48000, 2, "minptime=10;useinbandfec=1", List.of("transport-cc"))),
            List.of(new HeaderExtension(4, "urn:ietf:params:rtp-hdrext:sdes:mid")),
            List.of(new Source(11, 0, "server")),
            List.of(),
            "call",
            "audio",
            Bandwidth.UNLIMITED);

    private static final MediaSection VIDEO = new MediaSection(
            "1",
            MediaKind.VIDEO,
            Direction.SENDRECV,
            false,
            List.of(
                    new Codec(96, "VP8", 90000, 1, "", List.of("nack", "nack pli")),
                    new Codec(97, "rtx", 90000, 1, "apt=96", List.of())),
            List.of(),
            List.of(new Source(22, 23, "server")),
            List.of(),
            "call",
            "video",
            Bandwidth.UNLIMITED);

    private static SessionDescription answer(MediaSection... sections) {
        return new SessionDescription(
                new IceParameters("srvr", "serverserverserverserver"),
                new DtlsParameters("sha-256", "AB:".repeat(31) + "AB", DtlsSetup.PASSIVE),
                List.of(sections),
                List.of(
                        new IceCandidate("1", 2130706431, "192.0.2.1", 10000, "host"),
                        new IceCandidate("2", 2130706175, "2001:db8::1", 10000, "host")));
    }

    @Test
    void answersEverySectionOfAVideoCallInItsPlace() {
        SdpParser.Offer offer = Golden.parsed(Golden.offer("chromium-156-video-call"));
        assertThat(SdpWriter.answer(offer, answer(AUDIO, VIDEO))).isEqualTo(GOLDEN_ANSWER.replace("\n", "\r\n"));
    }

    @Test
    void aRejectedSectionKeepsItsPlaceOutsideTheBundle() {
        SdpParser.Offer offer = Golden.parsed(Golden.offer("chromium-156-video-call"));
        String text = SdpWriter.answer(offer, answer(AUDIO));
        assertThat(text)
                .contains("a=group:BUNDLE 0\r\n")
                .contains("m=video 0 UDP/TLS/RTP/SAVPF 96 97 102")
                .contains("m=application 0 UDP/DTLS/SCTP webrtc-datachannel\r\n");
    }

    @Test
    void acceptedSimulcastIsReceived() {
        SdpParser.Offer offer = Golden.parsed(Golden.offer("chromium-156-simulcast"));
        MediaSection video = offer.description().sections().getFirst();
        assertThat(SdpWriter.answer(offer, answer(video)))
                .contains("a=rid:q recv\r\na=rid:h recv\r\na=rid:f recv\r\na=simulcast:recv q;h;f\r\n");
    }

    @ParameterizedTest
    @FieldSource("dev.stagedoor.signaling.sdp.Golden#NAMES")
    void whatIsWrittenIsReadAgain(String name) {
        SdpParser.Offer offer = Golden.parsed(Golden.offer(name));
        String text = SdpWriter.answer(offer, offer.description()).replace("a=ice-lite\r\n", "");
        SessionDescription again = Golden.parsed(text).description();
        assertThat(again.ice()).isEqualTo(offer.description().ice());
        assertThat(again.dtls()).isEqualTo(offer.description().dtls());
        for (int i = 0; i < again.sections().size(); i++) {
            MediaSection before = offer.description().sections().get(i);
            MediaSection after = again.sections().get(i);
            assertThat(after.rejected()).isEqualTo(before.rejected());
            if (!before.rejected()) {
                assertThat(after)
                        .usingRecursiveComparison()
                        .ignoringFields("rids")
                        .isEqualTo(before);
            }
        }
    }

    private static final String GOLDEN_ANSWER = """
            v=0
            o=- 7262943185906413219 2 IN IP4 127.0.0.1
            s=-
            t=0 0
            a=group:BUNDLE 0 1
            a=ice-lite
            a=msid-semantic:WMS *
            m=audio 10000 UDP/TLS/RTP/SAVPF 111
            c=IN IP4 192.0.2.1
            a=ice-ufrag:srvr
            a=ice-pwd:serverserverserverserver
            a=fingerprint:sha-256 AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB
            a=setup:passive
            a=candidate:1 1 udp 2130706431 192.0.2.1 10000 typ host
            a=candidate:2 1 udp 2130706175 2001:db8::1 10000 typ host
            a=end-of-candidates
            a=mid:0
            a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid
            a=extmap-allow-mixed
            a=sendrecv
            a=rtcp-mux
            a=rtcp-rsize
            a=rtpmap:111 opus/48000/2
            a=rtcp-fb:111 transport-cc
            a=fmtp:111 minptime=10;useinbandfec=1
            a=msid:call audio
            a=ssrc:11 cname:server
            m=video 10000 UDP/TLS/RTP/SAVPF 96 97
            c=IN IP4 192.0.2.1
            a=ice-ufrag:srvr
            a=ice-pwd:serverserverserverserver
            a=fingerprint:sha-256 AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB:AB
            a=setup:passive
            a=mid:1
            a=extmap-allow-mixed
            a=sendrecv
            a=rtcp-mux
            a=rtcp-rsize
            a=rtpmap:96 VP8/90000
            a=rtcp-fb:96 nack
            a=rtcp-fb:96 nack pli
            a=rtpmap:97 rtx/90000
            a=fmtp:97 apt=96
            a=msid:call video
            a=ssrc-group:FID 22 23
            a=ssrc:22 cname:server
            a=ssrc:23 cname:server
            m=application 0 UDP/DTLS/SCTP webrtc-datachannel
            c=IN IP4 0.0.0.0
            a=mid:2
            a=inactive
            """;
}
