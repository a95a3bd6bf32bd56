package dev.stagedoor.signaling.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.stagedoor.signaling.MediaGateway.Codec;
import dev.stagedoor.signaling.MediaGateway.Direction;
import dev.stagedoor.signaling.MediaGateway.DtlsSetup;
import dev.stagedoor.signaling.MediaGateway.HeaderExtension;
import dev.stagedoor.signaling.MediaGateway.IceCandidate;
import dev.stagedoor.signaling.MediaGateway.IceParameters;
import dev.stagedoor.signaling.MediaGateway.MediaKind;
import dev.stagedoor.signaling.MediaGateway.MediaSection;
import dev.stagedoor.signaling.MediaGateway.SessionDescription;
import dev.stagedoor.signaling.MediaGateway.Source;
import dev.stagedoor.signaling.sdp.SdpParser.Slot;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SdpParserTest {
    @Test
    void readsAVideoCallOfChromium() {
        SdpParser.Offer offer = Golden.parsed(Golden.offer("chromium-156-video-call"));
        SessionDescription description = offer.description();

        assertThat(description.ice()).isEqualTo(new IceParameters("wq3F", "Jm8w4Wl1nGZ5Vb2o7T0hYc9e"));
        assertThat(description.dtls().algorithm()).isEqualTo("sha-256");
        assertThat(description.dtls().setup()).isEqualTo(DtlsSetup.ACTPASS);
        assertThat(description.candidates())
                .containsExactly(new IceCandidate("842163049", 1677729535, "203.0.113.7", 51877, "srflx"));
        assertThat(offer.slots())
                .hasSize(3)
                .last()
                .isEqualTo(new Slot.Foreign("application", "UDP/DTLS/SCTP", "webrtc-datachannel", "2"));

        MediaSection audio = description.sections().getFirst();
        assertThat(audio.kind()).isEqualTo(MediaKind.AUDIO);
        assertThat(audio.codecs()).extracting(Codec::payloadType).containsExactly(111, 63, 9, 0, 8, 13, 110, 126);
        assertThat(audio.codecs().getFirst())
                .isEqualTo(new Codec(111, "opus", 48000, 2, "minptime=10;useinbandfec=1", List.of("transport-cc")));

        MediaSection video = description.sections().get(1);
        assertThat(video.direction()).isEqualTo(Direction.SENDRECV);
        assertThat(video.codecs()).hasSize(15);
        assertThat(video.codecs().getFirst().feedback())
                .containsExactly("goog-remb", "transport-cc", "ccm fir", "nack", "nack pli");
        assertThat(video.sources()).containsExactly(new Source(2231627014L, 632943048L, "k2J8cYb0GZp1Qx7e"));
        assertThat(video.headerExtensions())
                .hasSize(11)
                .contains(new HeaderExtension(4, "urn:ietf:params:rtp-hdrext:sdes:mid"));
        assertThat(video.streamId()).isEqualTo("9fd9ccfb-38a1-4dd1-8f3c-2a5a2e9d2a11");
        assertThat(video.trackId()).isEqualTo("e4f1b9b7-8a2c-4f5c-9f6d-3f5a0fd9c7aa");
    }

    @Test
    void readsSimulcastInItsOrderAndExtensionsThatCanBeUsed() {
        MediaSection video = Golden.parsed(Golden.offer("chromium-156-simulcast"))
                .description()
                .sections()
                .getFirst();
        assertThat(video.rids()).containsExactly("q", "h", "f");
        assertThat(video.headerExtensions()).extracting(HeaderExtension::id).containsExactly(4, 10, 11, 16);
        assertThat(video.streamId()).isEmpty();
        assertThat(video.direction()).isEqualTo(Direction.SENDONLY);
        // What stands for every payload type comes first.
        assertThat(video.codecs().getFirst().feedback()).containsExactly("nack", "nack pli");
        assertThat(video.codecs().get(1).feedback()).containsExactly("nack");
    }

    @Test
    void readsAVideoCallOfFirefox() {
        SdpParser.Offer offer = Golden.parsed(Golden.offer("firefox-148-video-call"));
        SessionDescription description = offer.description();
        // The fingerprint stands at session level.
        assertThat(description.dtls().fingerprint()).startsWith("9E:31:7A");
        assertThat(description.candidates())
                .extracting(IceCandidate::address)
                .containsExactly("198.51.100.23", "2001:db8::23");
        // Port zero with bundle-only is not a rejection.
        MediaSection video = description.sections().get(1);
        assertThat(video.rejected()).isFalse();
        assertThat(video.sources())
                .containsExactly(new Source(1480526719L, 2957401563L, "{d2f4a6c8-1b3d-4f5a-8c7e-9a0b1c2d3e4f}"));
        assertThat(video.streamId()).isEqualTo("{1b2c3d4e-5f60-4718-8a9b-0c1d2e3f4a5b}");
        assertThat(offer.origin()).isEqualTo("4962303333179871723 0");
    }

    @Test
    void readsAnAudioCallOfSafariWithVideoRejected() {
        List<MediaSection> sections = Golden.parsed(Golden.offer("safari-26-audio-call"))
                .description()
                .sections();
        assertThat(sections).extracting(MediaSection::rejected).containsExactly(false, true);
        assertThat(sections.get(1).direction()).isEqualTo(Direction.INACTIVE);
    }

    @Test
    void readsWhipOfObs() {
        SessionDescription description =
                Golden.parsed(Golden.offer("obs-32-whip")).description();
        assertThat(description.ice().usernameFragment()).isEqualTo("jsQT");
        assertThat(description.dtls().setup()).isEqualTo(DtlsSetup.ACTPASS);
        assertThat(description.sections())
                .extracting(MediaSection::direction)
                .containsExactly(Direction.SENDONLY, Direction.SENDONLY);
        assertThat(description.sections().get(1).sources()).containsExactly(new Source(2724817379L, 0, "Xs81kQbYtA9n"));
    }

    /** As its source writes it for a file without sound: a DTLS server, in a bundle with a section that is not there. */
    @Test
    void readsWhipOfFfmpeg() {
        SessionDescription description =
                Golden.parsed(Golden.offer("ffmpeg-8-whip")).description();
        assertThat(description.dtls().setup()).isEqualTo(DtlsSetup.PASSIVE);
        assertThat(description.sections())
                .extracting(MediaSection::mid, MediaSection::direction, MediaSection::rejected)
                .containsExactly(tuple("1", Direction.SENDONLY, false));
    }

    @Test
    void takesLineFeedsAloneAsWell() {
        String offer = Golden.offer("firefox-148-video-call");
        assertThat(SdpParser.parse(offer.replace("\r\n", "\n"))).isEqualTo(SdpParser.parse(offer));
    }

    @ParameterizedTest(name = "without {0} → {1}")
    @CsvSource({
        "a=ice-ufrag:.*, a=ice-ufrag or a=ice-pwd is missing",
        "a=ice-pwd:.*, a=ice-ufrag or a=ice-pwd is missing",
        "a=fingerprint:.*, a=fingerprint or a=setup is missing",
        "a=rtcp-mux, section 0: a=rtcp-mux is required",
        "a=mid:.*, section 0: a=mid is missing",
        "v=0, does not begin with v=0",
    })
    void whatIsMissingIsNamed(String line, String reason) {
        String offer = Golden.offer("chromium-156-video-call").replaceAll("(?m)^" + line + "\\r\\n", "");
        assertThat(SdpParser.parse(offer))
                .isInstanceOfSatisfying(
                        SdpParser.Refused.class,
                        refused -> assertThat(refused.reason()).startsWith(reason));
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "a=ice-options:trickle, a=ice-lite, a=ice-lite",
        "a=setup:actpass, a=setup:holdconn, a=fingerprint or a=setup",
        "a=mid:1, a=mid:0, section 1: a=mid:0 was used before",
        "a=ice-pwd:0f3a9b7c1d5e8264a0c2e4f6b8d0a1c3, a=ice-pwd:short, a=ice-ufrag or a=ice-pwd",
        "m=video 0, m=video x, section 1: its m= line",
        "t=0 0, nonsense, line 4: is not <letter>=<value>",
    })
    void whatIsWrongIsNamed(String line, String instead, String reason) {
        assertThat(SdpParser.parse(Golden.offer("firefox-148-video-call").replace(line, instead)))
                .isInstanceOfSatisfying(
                        SdpParser.Refused.class,
                        refused -> assertThat(refused.reason()).startsWith(reason));
    }

    @Test
    void aSectionOutsideTheBundleIsRejectedInItsPlace() {
        String offer = Golden.offer("firefox-148-video-call").replace("a=group:BUNDLE 0 1", "a=group:BUNDLE 0");
        assertThat(Golden.parsed(offer).description().sections())
                .extracting(MediaSection::rejected)
                .containsExactly(false, true);
    }

    @Test
    void sizesAreBounded() {
        String offer = Golden.offer("obs-32-whip");
        String[] tooMuch = {
            offer + "a=x\r\n".repeat(SdpLimits.LINES),
            offer + "a=" + "x".repeat(SdpLimits.LINE) + "\r\n",
            offer + "m=audio 9 UDP/TLS/RTP/SAVPF 0\r\n".repeat(SdpLimits.SECTIONS),
            offer + "\r\n".repeat(SdpLimits.TEXT),
        };
        for (String text : tooMuch) {
            assertThat(SdpParser.parse(text)).isInstanceOf(SdpParser.Refused.class);
        }
        String crowded = offer
                + "a=candidate:1 1 UDP 1 192.0.2.1 9 typ host\r\n".repeat(1000)
                + "a=ssrc:7 cname:x\r\n".repeat(1000)
                + "a=rid:a send\r\n".repeat(1000);
        MediaSection last = Golden.parsed(crowded).description().sections().getLast();
        assertThat(last.sources()).hasSize(2);
        assertThat(last.rids()).containsExactly("a");
    }

    @RepeatedTest(20)
    void anyTextGivesAnOutcome(RepetitionInfo repetition) {
        long seed = 0x5d9L + repetition.getCurrentRepetition();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            StringBuilder text = new StringBuilder(Golden.offer(Golden.NAMES[random.nextInt(Golden.NAMES.length)]));
            for (int edits = 1 + random.nextInt(8); edits > 0 && !text.isEmpty(); edits--) {
                mutate(text, random);
            }
            SdpParser.Outcome outcome = SdpParser.parse(text.toString());
            assertThat(outcome).as("seed %d round %d", seed, round).isNotNull();
            if (outcome instanceof SdpParser.Parsed(SdpParser.Offer offer)) {
                // Whatever was accepted can be answered, and nothing in it breaks out of its line.
                String answer = SdpWriter.answer(offer, offer.description());
                assertThat(answer.lines()).allMatch(line -> line.matches("[a-z]=.*"));
            }
        }
    }

    private static void mutate(StringBuilder text, Random random) {
        int at = random.nextInt(text.length());
        int end = Math.min(text.length(), at + random.nextInt(80));
        switch (random.nextInt(6)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.setCharAt(at, (char) random.nextInt(0x180));
            case 2 -> text.insert(at, "\r\n:=/; -0".charAt(random.nextInt(9)));
            case 3 -> text.insert(random.nextInt(text.length()), text.substring(at, end));
            case 4 -> text.delete(at, end);
            default -> text.insert(at, random.nextLong());
        }
    }
}
