package dev.stagedoor.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.codec.Codec;
import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.codec.NegotiatedCodec;
import dev.stagedoor.media.codec.PayloadFormat;
import dev.stagedoor.media.room.BitrateCap;
import dev.stagedoor.media.room.LocalIdentity;
import dev.stagedoor.media.room.SectionPlan;
import dev.stagedoor.media.room.SectionPlan.StreamSources;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfferAnswerTest {
    private final Random random = new Random(3);
    private final OfferAnswer offerAnswer = new OfferAnswer(new LocalIdentity(9, "ours"), random::nextInt, 8);

    @Test
    void videoIsAnsweredInOurOrderUnderTheirNumbers() {
        MediaSection answer =
                agreed(Offers.video("1", Direction.SENDRECV)).sections().getFirst();

        assertThat(answer.codecs())
                .extracting(codec -> codec.payloadType() + " " + codec.name() + " " + codec.formatParameters())
                .containsExactly(
                        "96 VP8 ",
                        "97 rtx apt=96",
                        "102 H264 " + Offers.h264("42001f", 1),
                        "103 rtx apt=102",
                        "106 H264 " + Offers.h264("42e01f", 1),
                        "107 rtx apt=106",
                        "98 VP9 profile-id=0");
        assertThat(answer.codecs().getFirst().feedback())
                .containsExactly("goog-remb", "transport-cc", "ccm fir", "nack", "nack pli");
    }

    @Test
    void audioIsOpusWithTheirWishesPassedOn() {
        MediaSection answer =
                agreed(Offers.audio("0", Direction.SENDRECV)).sections().getFirst();

        assertThat(answer.codecs())
                .containsExactly(
                        Offers.codec(
                                111, "opus", 48_000, 2, "minptime=10;useinbandfec=1;usedtx=1", List.of("transport-cc")),
                        Offers.codec(63, "red", 48_000, 2, "111/111", List.of()));
        assertThat(answer.headerExtensions())
                .extracting(HeaderExtension::id)
                .as("video orientation is not for audio, the time offset not ours")
                .containsExactly(3, 4, 1);
    }

    /** As aiortc offers: one id is a sound's level in one section and a picture's time of sending in the other. */
    @Test
    void anIdWithTwoMeaningsInOneBundleKeepsTheMoreImportantOne() {
        HeaderExtension mid = new HeaderExtension(1, "urn:ietf:params:rtp-hdrext:sdes:mid");
        HeaderExtension level = new HeaderExtension(2, "urn:ietf:params:rtp-hdrext:ssrc-audio-level");
        HeaderExtension time = new HeaderExtension(2, "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time");
        MediaSection audio = Offers.with(Offers.audio("0", Direction.RECVONLY), List.of(mid, level));
        MediaSection video = Offers.with(Offers.video("1", Direction.RECVONLY), List.of(mid, time));

        OfferAnswer.Outcome.Agreed both = agreed(audio, video);
        assertThat(both.sections().get(0).headerExtensions()).containsExactly(mid);
        assertThat(both.sections().get(1).headerExtensions()).containsExactly(mid, time);
        assertThat(both.plans().get(0).extensions().audioLevel()).isZero();
        assertThat(both.plans().get(1).extensions().absoluteSendTime()).isEqualTo(2);
    }

    @ParameterizedTest(name = "id {0} is taken: {1}")
    @CsvSource({"14, true", "15, false", "16, true", "255, true", "256, false"})
    void idsOfTheTwoByteFormAreTaken(int id, boolean taken) {
        HeaderExtension mid = new HeaderExtension(id, "urn:ietf:params:rtp-hdrext:sdes:mid");
        OfferAnswer.Outcome.Agreed answer = agreed(Offers.with(Offers.video("1", Direction.SENDRECV), List.of(mid)));

        assertThat(answer.sections().getFirst().headerExtensions()).isEqualTo(taken ? List.of(mid) : List.of());
        assertThat(answer.plans().getFirst().extensions().mid()).isEqualTo(taken ? id : 0);
    }

    /** What is sent on to a viewer has layers of its own. */
    @Test
    void layersAreTakenFromWhoSendsAndToldToNobody() {
        HeaderExtension layers =
                new HeaderExtension(9, "http://www.webrtc.org/experiments/rtp-hdrext/video-layers-allocation00");
        HeaderExtension capture =
                new HeaderExtension(7, "http://www.webrtc.org/experiments/rtp-hdrext/abs-capture-time");
        OfferAnswer.Outcome.Agreed answer = agreed(
                Offers.with(Offers.video("1", Direction.SENDONLY), List.of(layers, capture)),
                Offers.with(Offers.video("2", Direction.RECVONLY), List.of(layers, capture)),
                Offers.with(Offers.audio("3", Direction.RECVONLY), List.of(layers, capture)));

        assertThat(answer.sections())
                .extracting(MediaSection::headerExtensions)
                .containsExactly(List.of(layers, capture), List.of(capture), List.of(capture));
        assertThat(answer.plans())
                .extracting(plan -> plan.extensions().layersAllocation())
                .containsExactly(9, 0, 0);
        assertThat(answer.plans())
                .extracting(plan -> plan.extensions().absoluteCaptureTime())
                .containsOnly(7);
        assertThat(ExtensionAgreement.all(MediaKind.VIDEO))
                .as("what another server is asked for")
                .extracting(HeaderExtension::uri)
                .contains(capture.uri())
                .doesNotContain(layers.uri());
    }

    @Test
    void aRefusedSectionTakesNoIdFromTheOthers() {
        HeaderExtension level = new HeaderExtension(2, "urn:ietf:params:rtp-hdrext:ssrc-audio-level");
        HeaderExtension time = new HeaderExtension(2, "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time");
        MediaSection audio = Offers.with(Offers.audio("0", Direction.RECVONLY), List.of(level));
        MediaSection video = Offers.rejected(Offers.with(Offers.video("1", Direction.RECVONLY), List.of(time)));

        assertThat(agreed(audio, video).sections().getFirst().headerExtensions())
                .containsExactly(level);
    }

    @Test
    void redundantAudioIsTakenWhereItWrapsOpusAndPreferredWhereTheOfferDoes() {
        MediaSection opusFirst = Offers.audio("0", Direction.SENDRECV);
        List<CodecDescription> swapped = new ArrayList<>(opusFirst.codecs());
        swapped.addFirst(swapped.remove(1));

        assertThat(withCodecs(opusFirst, swapped)).containsExactly("red", "opus");
        swapped.set(0, Offers.codec(63, "red", 48_000, 2, "0/0", List.of()));
        assertThat(withCodecs(opusFirst, swapped)).containsExactly("opus");
    }

    private List<String> withCodecs(MediaSection offered, List<CodecDescription> codecs) {
        MediaSection changed = new MediaSection(
                offered.mid(),
                offered.kind(),
                offered.direction(),
                false,
                codecs,
                offered.headerExtensions(),
                offered.sources(),
                offered.rids(),
                offered.streamId(),
                offered.trackId(),
                BitrateCap.NONE);
        return agreed(changed).sections().getFirst().codecs().stream()
                .map(CodecDescription::name)
                .toList();
    }

    @Test
    void roomsLearnFormatsSourcesAndRetransmissions() {
        SectionPlan plan = agreed(Offers.video("1", Direction.SENDRECV)).plans().getFirst();

        assertThat(plan.codecs())
                .containsExactly(
                        new NegotiatedCodec(new PayloadFormat(Codec.VP8, ""), 96, 97, true),
                        new NegotiatedCodec(new PayloadFormat(Codec.H264, "baseline"), 102, 103, true),
                        new NegotiatedCodec(new PayloadFormat(Codec.H264, "constrained-baseline"), 106, 107, true),
                        new NegotiatedCodec(new PayloadFormat(Codec.VP9, "0"), 98, NegotiatedCodec.NONE, true));
        assertThat(plan.uplinkSources()).isEqualTo(new StreamSources(2_000, 2_001));
        assertThat(plan.extensions().mid()).isEqualTo(4);
        assertThat(plan.extensions().videoOrientation()).isEqualTo(13);
        assertThat(plan.extensions().audioLevel()).isZero();
    }

    @ParameterizedTest(name = "payload type {0} is taken: {1}")
    @CsvSource({"35, true", "63, true", "64, false", "72, false", "95, false", "96, true", "127, true"})
    void payloadTypesThatLookLikeControlPacketsAreNotTaken(int payloadType, boolean taken) {
        CodecDescription opus = Offers.codec(payloadType, "opus", 48_000, 2, "", List.of());
        MediaSection offered = Offers.section("0", MediaKind.AUDIO, Direction.SENDRECV, List.of(opus), List.of());

        assertThat(agreed(offered).sections().getFirst().rejected()).isEqualTo(!taken);
    }

    @Test
    void whatWeSendIsNamedFromTheStartAndNeverRenamed() {
        OfferAnswer.Outcome.Agreed first =
                agreed(Offers.audio("0", Direction.SENDRECV), Offers.video("1", Direction.SENDRECV));
        MediaSection audio = first.sections().get(0);
        MediaSection video = first.sections().get(1);

        assertThat(audio.streamId()).isEqualTo("slot-0").isEqualTo(video.streamId());
        assertThat(audio.trackId()).isEqualTo("slot-0-audio");
        assertThat(video.trackId()).isEqualTo("slot-0-video");
        assertThat(audio.sources()).extracting(Source::cname).containsExactly("ours");
        assertThat(audio.sources().getFirst().retransmissionSsrc()).isZero();
        assertThat(video.sources().getFirst().retransmissionSsrc()).isNotZero();

        OfferAnswer.Outcome.Agreed second = agreed(
                Offers.audio("0", Direction.SENDRECV),
                Offers.video("1", Direction.SENDRECV),
                Offers.video("2", Direction.RECVONLY));
        assertThat(second.sections().subList(0, 2)).isEqualTo(first.sections());
        assertThat(second.sections().get(2).streamId()).isEqualTo("slot-1");
    }

    @Test
    void aRecycledSectionIsANewOneInAFreePlace() {
        MediaSection camera = agreed(Offers.audio("0", Direction.SENDRECV), Offers.video("1", Direction.SENDRECV))
                .sections()
                .get(1);
        MediaSection screen = agreed(Offers.audio("0", Direction.SENDRECV), Offers.video("2", Direction.SENDRECV))
                .sections()
                .get(1);

        assertThat(screen.trackId()).isEqualTo("slot-0-video");
        assertThat(screen.sources()).isNotEqualTo(camera.sources());
        MediaSection stopped = Offers.rejected(Offers.video("2", Direction.SENDRECV));
        agreed(Offers.audio("0", Direction.SENDRECV), stopped);
        assertThat(agreed(Offers.audio("0", Direction.SENDRECV), Offers.video("2", Direction.SENDRECV))
                        .sections()
                        .get(1))
                .as("one that was only stopped is the same again")
                .isEqualTo(screen);
    }

    @Test
    void nobodyAddsSectionsForEver() {
        SessionDescription one = Offers.offer(Offers.audio("0", Direction.SENDRECV));
        int answered = 0;
        while (offerAnswer.answer(one) instanceof OfferAnswer.Outcome.Agreed) {
            answered++;
            one = Offers.offer(Offers.audio("m" + answered, Direction.SENDRECV));
        }

        assertThat(answered).isEqualTo(1_024);
        assertThat(unfit(one)).contains("open another one");
    }

    @ParameterizedTest
    @CsvSource({
        // offered, answered, we receive, we send
        "SENDRECV, SENDRECV, true,  true",
        "SENDONLY, RECVONLY, true,  false",
        "RECVONLY, SENDONLY, false, true",
        "INACTIVE, INACTIVE, false, false",
    })
    void directionsAreMirrored(Direction offered, Direction answered, boolean uplink, boolean downlink) {
        OfferAnswer.Outcome.Agreed outcome = agreed(Offers.video("1", offered));

        assertThat(outcome.sections().getFirst().direction()).isEqualTo(answered);
        assertThat(outcome.sections().getFirst().sources().isEmpty()).isEqualTo(!downlink);
        assertThat(outcome.plans().getFirst().uplink()).isEqualTo(uplink);
        assertThat(outcome.plans().getFirst().downlink()).isEqualTo(downlink);
    }

    @Test
    void sectionsThatCannotBeServedKeepTheirPlace() {
        MediaSection unknown = Offers.section(
                "1",
                MediaKind.VIDEO,
                Direction.SENDRECV,
                List.of(Offers.codec(50, "H261", 90_000, 1, "", List.of())),
                List.of());
        OfferAnswer.Outcome.Agreed outcome = agreed(
                Offers.rejected(Offers.audio("0", Direction.SENDRECV)), unknown, Offers.video("2", Direction.SENDRECV));

        assertThat(outcome.sections()).extracting(MediaSection::mid).containsExactly("0", "1", "2");
        assertThat(outcome.sections()).extracting(MediaSection::rejected).containsExactly(true, true, false);
        assertThat(outcome.sections()).allMatch(section -> !section.codecs().isEmpty());
        assertThat(outcome.plans()).extracting(SectionPlan::mid).containsExactly("2");
    }

    @Test
    void withoutNackThereAreNoRetransmissions() {
        MediaSection plain = Offers.section(
                "1",
                MediaKind.VIDEO,
                Direction.SENDRECV,
                List.of(
                        Offers.codec(96, "vp8", 90_000, 1, "", List.of("nack pli")),
                        Offers.codec(97, "rtx", 90_000, 1, "apt=96", List.of())),
                List.of());
        OfferAnswer.Outcome.Agreed outcome = agreed(plain);

        assertThat(outcome.plans().getFirst().codecs())
                .containsExactly(
                        new NegotiatedCodec(new PayloadFormat(Codec.VP8, ""), 96, NegotiatedCodec.NONE, false));
        assertThat(outcome.sections().getFirst().sources().getFirst().retransmissionSsrc())
                .isZero();
    }

    @Test
    void simulcastIsTakenByRid() {
        OfferAnswer.Outcome.Agreed outcome = agreed(Offers.simulcast("1"));

        assertThat(outcome.sections().getFirst().rids()).containsExactly("q", "h", "f");
        assertThat(outcome.sections().getFirst().headerExtensions())
                .extracting(HeaderExtension::id)
                .contains(10, 11);
        assertThat(outcome.plans().getFirst().encodings())
                .extracting(SectionPlan.SimulcastEncoding::rid)
                .containsExactly("q", "h", "f");
        assertThat(outcome.plans().getFirst().extensions().rid()).isEqualTo(10);
        assertThat(outcome.plans().getFirst().extensions().repairedRid()).isEqualTo(11);
    }

    @Test
    void simulcastWithoutTheExtensionOrOfOneSizeIsAPlainStream() {
        MediaSection full = Offers.simulcast("1");
        MediaSection plain = Offers.video("1", Direction.SENDONLY);

        assertThat(withRids(plain, List.of("q", "h")).rids()).isEmpty();
        assertThat(withRids(full, List.of("q")).rids()).isEmpty();
        assertThat(withRids(full, List.of("a", "b", "c", "d")).rids())
                .as("no more than are taken")
                .containsExactly("a", "b", "c");
    }

    private MediaSection withRids(MediaSection section, List<String> rids) {
        MediaSection changed = new MediaSection(
                section.mid(),
                section.kind(),
                section.direction(),
                false,
                section.codecs(),
                section.headerExtensions(),
                List.of(),
                rids,
                "",
                "",
                BitrateCap.NONE);
        return agreed(changed).sections().getFirst();
    }

    @Test
    void severalSourcesOfAVideoAreItsSizes() {
        MediaSection three = Offers.section(
                "1",
                MediaKind.VIDEO,
                Direction.SENDONLY,
                Offers.video("1", Direction.SENDONLY).codecs(),
                List.of(new Source(11, 21, "theirs"), new Source(12, 22, "theirs"), new Source(13, 23, "theirs")));

        assertThat(agreed(three).plans().getFirst().encodings())
                .extracting(SectionPlan.SimulcastEncoding::sources)
                .containsExactly(new StreamSources(11, 21), new StreamSources(12, 22), new StreamSources(13, 23));
    }

    @Test
    void refusalsSayWhatIsWrong() {
        assertThat(unfit(Offers.offer())).contains("1 to 8 media sections");
        assertThat(unfit(Offers.offer(Offers.audio("0", Direction.SENDRECV), Offers.audio("0", Direction.SENDRECV))))
                .contains("mid of its own");
        assertThat(unfit(Offers.offer(Offers.audio("seventeen letters", Direction.SENDRECV))))
                .contains("mid");
        SessionDescription fine = Offers.offer(Offers.audio("0", Direction.SENDRECV));
        assertThat(unfit(new SessionDescription(
                        new IceParameters("abc", "short"), fine.dtls(), fine.sections(), List.of())))
                .contains("RFC 8839");
    }

    private OfferAnswer.Outcome.Agreed agreed(MediaSection... sections) {
        return switch (offerAnswer.answer(Offers.offer(sections))) {
            case OfferAnswer.Outcome.Agreed agreed -> agreed;
            case OfferAnswer.Outcome.Unfit(String reason) -> throw new AssertionError(reason);
        };
    }

    private String unfit(SessionDescription offer) {
        return switch (offerAnswer.answer(offer)) {
            case OfferAnswer.Outcome.Agreed agreed -> throw new AssertionError("agreed: " + agreed);
            case OfferAnswer.Outcome.Unfit(String reason) -> reason;
        };
    }
}
