package dev.stagedoor.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.codec.Codec;
import dev.stagedoor.media.rtp.RtpPackets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where a viewer begins with what a source has sent already, by the kind of source. */
class HistoryStartSourcesTest {
    private final RoomFixture fixture = new RoomFixture();

    @Test
    void whatWasShownOnceIsNotShownAgainHoweverOldAKeyFrameMayBe() {
        RoomLimits usual = RoomLimits.defaults();
        RoomLimits patient = new RoomLimits(
                usual.deliveryGap(),
                usual.publisherBitsPerSecond(),
                usual.viewerBitsPerSecond(),
                usual.startBitsPerSecond(),
                Duration.ofMinutes(10),
                usual.burstAtFirst(),
                usual.burstWhileShown(),
                usual.receiverKeyFrameInterval(),
                usual.keyFrameRepair(),
                usual.videoHistoryPackets(),
                usual.audioHistoryPackets(),
                usual.retransmissionsPerSecond(),
                usual.longRoundTrip(),
                usual.participantsPerRoom(),
                usual.sourcesPerParticipant(),
                usual.participantsOnHomeLoop());
        RoomFixture room = new RoomFixture(patient);
        FakePeer sender = room.join(Plans.video(300, 900));
        FakePeer viewer = room.join(Plans.video(400, 910));
        room.subscribe(viewer, sender);
        for (int i = 0; i < 300; i++) {
            if (i == 20) {
                viewer.sendsControl(rtcp -> rtcp.receiverEstimate(400, 1));
            } else if (i == 40) {
                viewer.sendsControl(rtcp -> rtcp.receiverEstimate(400, 10_000_000));
            }
            byte[] payload = i == 0 ? Plans.key("key") : Plans.delta("d" + i);
            sender.sends(Plans.videoPacket(300, i, i * 9_000L, payload));
            room.advanceMs(100);
        }
        List<String> shown = texts(viewer);
        assertThat(shown).as("it was starved").hasSizeLessThan(40);
        room.room.onSections(viewer.participant, List.of(Plans.video(400, 910), Plans.audio(401, 911)));
        room.runAll();

        assertThat(texts(viewer)).isEqualTo(shown);
    }

    /** Parameter sets come in packets of their own, before the picture. */
    @Test
    void anH264PictureBeginsWithItsParameterSets() {
        FakePeer sender = fixture.join(SvcPublisher.plan(Codec.H264, 600, 930));
        FakePeer kept = fixture.join(SvcPublisher.plan(Codec.H264, 610, 940));
        fixture.subscribe(kept, sender);
        byte[][] units = {{0x67, 66, 0, 31}, {0x68, 1, 2}, {0x65, 1, 2}, {0x41, 3, 4}};
        for (int i = 0; i < units.length; i++) {
            boolean ends = i >= 2;
            sender.rtp(RtpPackets.packet(Plans.VIDEO_PT, ends, 10 + i, i < 3 ? 0 : 3_000, 600, units[i]));
        }
        sender.turnEnd();
        FakePeer viewer = fixture.join(SvcPublisher.plan(Codec.H264, 620, 950));
        fixture.subscribe(viewer, sender);

        assertThat(viewer.on("1"))
                .extracting(sent -> (int) sent.payload().charAt(0))
                .containsExactly(0x67, 0x68, 0x65, 0x41);
    }

    /** Sets and slices in packets of their own are one key frame, and nobody begins between them. */
    @Test
    void anH264PictureOfSeveralSlicesIsOneKeyFrame() {
        FakePeer sender = fixture.join(SvcPublisher.plan(Codec.H264, 600, 930));
        FakePeer viewer = fixture.join(SvcPublisher.plan(Codec.H264, 610, 940));
        fixture.subscribe(viewer, sender);
        byte[][] units = {{0x67, 66, 0, 31}, {0x68, 1, 2}, {0x65, (byte) 0x88, 2}, {0x65, 0x42, 2}, {0x41, 3, 4}};
        fixture.pause(true);
        fixture.runAll();
        for (int i = 0; i < 2 * units.length; i++) {
            int unit = i % units.length;
            long picture = i / units.length * 2L + unit / 4;
            byte[] packet = RtpPackets.packet(Plans.VIDEO_PT, unit >= 3, 10 + i, picture * 3_000, 600, units[unit]);
            sender.sends(packet);
            if (i == 1) {
                fixture.pause(false);
                fixture.runAll();
            }
            fixture.advanceMs(8);
        }

        assertThat(viewer.on("1"))
                .extracting(sent -> (int) sent.payload().charAt(0))
                .as("what began while nothing was delivered is left out")
                .containsExactly(0x67, 0x68, 0x65, 0x65, 0x41);
        assertThat(sender.participant.statistics().tracks().getFirst().keyFrames())
                .isEqualTo(2);
        assertThat(viewer.participant.statistics().tracks().stream()
                        .filter(TrackStatistics::outgoing)
                        .mapToLong(TrackStatistics::keyFrames))
                .containsExactly(1L);
    }

    @Test
    void ofASimulcastASmallPictureIsShownAtOnceAndTheWantedOneAskedFor() {
        SimulcastPublisher simulcast = new SimulcastPublisher(fixture);
        FakePeer kept = fixture.join(Plans.withoutFeedback(Plans.video(610, 940)));
        fixture.subscribe(kept, simulcast.peer);
        simulcast.run(2_000);
        simulcast.peer.control.add("KEY " + SimulcastPublisher.ssrc(0));
        simulcast.run(99);
        FakePeer viewer = fixture.join(Plans.withoutFeedback(Plans.video(620, 950)));
        simulcast.peer.control.clear();
        fixture.subscribe(viewer, simulcast.peer);

        assertThat(viewer.on("1")).hasSize(4);
        assertThat(viewer.on("1").getFirst().payload()).matches("(?s).*q\\d+\\.0K.*");
        assertThat(simulcast.peer.control).contains("KEY 3003").doesNotContain("KEY 3001");
        simulcast.run(99);
        assertThat(viewer.on("1").getLast().payload()).matches("(?s).*f\\d+\\.\\d.*");
    }

    private static List<String> texts(FakePeer viewer) {
        return viewer.on("1").stream().map(sent -> sent.payload().substring(2)).toList();
    }
}
