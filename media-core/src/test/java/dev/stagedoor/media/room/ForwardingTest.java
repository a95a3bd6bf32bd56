package dev.stagedoor.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.rtp.ExtensionIds;
import dev.stagedoor.media.rtp.RtpPacket;
import dev.stagedoor.media.rtp.RtpPackets;
import dev.stagedoor.media.rtp.SequenceNumbers;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForwardingTest {
    private final RoomFixture fixture = new RoomFixture();

    @Test
    void audioArrivesUnderTheViewersOwnNumbersAndNames() {
        FakePeer publisher = fixture.join(Plans.audio(100, 900));
        FakePeer viewer = fixture.join(Plans.audio(200, 901));
        fixture.subscribe(viewer, publisher);

        publisher.sends(Plans.audioPacket(100, 40_000));
        publisher.sends(Plans.audioPacket(100, 40_001));

        List<FakePeer.Sent> received = viewer.on("0");
        assertThat(received).extracting(FakePeer.Sent::payload).containsExactly("a40000", "a40001");
        assertThat(received).extracting(FakePeer.Sent::ssrc).containsOnly(901L);
        assertThat(received.get(1).sequence())
                .isEqualTo(SequenceNumbers.plus(received.get(0).sequence(), 1));
        assertThat(received.get(1).timestamp() - received.get(0).timestamp()).isEqualTo(960);
        assertThat(publisher.media).isEmpty();
    }

    @Test
    void payloadTypesAreTheViewersOwn() {
        FakePeer publisher = fixture.join(Plans.video(300, 900));
        FakePeer viewer = fixture.join(Plans.video(400, 910, 120, 121));
        fixture.subscribe(viewer, publisher);

        publisher.sends(Plans.videoPacket(300, 1, 90_000, Plans.key("k")));

        assertThat(viewer.on("1")).extracting(FakePeer.Sent::payloadType).containsExactly(120);
    }

    @Test
    void sectionsAreNamedByIdsOfTheTwoByteFormBothWays() {
        FakePeer publisher = fixture.join(withLongIds(Plans.video(0, 900)));
        FakePeer viewer = fixture.join(withLongIds(Plans.video(400, 910)));
        fixture.subscribe(viewer, publisher);

        byte[] packet = Plans.videoPacket(300, 1, 90_000, Plans.key("k"));
        publisher.sends(RtpPackets.withElement(packet, 16, new byte[] {'1'}));

        byte[] bytes = viewer.media.getFirst().bytes().getBytes(StandardCharsets.ISO_8859_1);
        RtpPacket received = new RtpPacket();
        assertThat(received.wrap(MemorySegment.ofArray(bytes), 0, bytes.length)).isTrue();
        assertThat(received.findExtension(16)).isTrue();
        assertThat(bytes[(int) received.elementOffset()]).isEqualTo((byte) '1');
        assertThat(received.findExtension(255)).as("transport-wide number").isTrue();
        assertThat(received.findExtension(2)).as("time of sending").isTrue();
    }

    private static SectionPlan withLongIds(SectionPlan plan) {
        return new SectionPlan(
                plan.mid(),
                plan.kind(),
                plan.codecs(),
                new ExtensionIds(16, 2, 255, 1, 13),
                plan.uplink(),
                plan.uplinkSources(),
                plan.encodings(),
                plan.downlink(),
                plan.downlinkSources());
    }

    @Test
    void subscriptionBeforeThePublisherHasJoinedTakesEffectWhenItJoins() {
        FakePeer publisher = new FakePeer(fixture.loop, fixture.settings);
        FakePeer viewer = fixture.join(Plans.audio(200, 901));
        fixture.room.onSubscribe(viewer.id, "0", publisher.id, MediaKind.AUDIO);
        fixture.room.onJoined(publisher.participant);
        fixture.room.onSections(publisher.participant, List.of(Plans.audio(100, 900)));
        fixture.runAll();
        publisher.participant.onConnected();

        publisher.sends(Plans.audioPacket(100, 1));

        assertThat(viewer.on("0")).hasSize(1);
    }

    @Test
    void nothingIsSentBeforeTheViewersTransportIsConnected() {
        FakePeer publisher = fixture.join(Plans.audio(100, 900));
        FakePeer viewer = fixture.joinUnconnected(new FakePeer(fixture.loop, fixture.settings), Plans.audio(200, 901));
        fixture.subscribe(viewer, publisher);

        publisher.sends(Plans.audioPacket(100, 1));
        assertThat(viewer.media).isEmpty();

        viewer.participant.onConnected();
        publisher.sends(Plans.audioPacket(100, 2));
        assertThat(viewer.on("0")).extracting(FakePeer.Sent::payload).containsExactly("a2");
    }

    @Test
    void videoStartsAtAKeyFrameThatIsAskedForAtOnce() {
        FakePeer publisher = fixture.join(Plans.video(300, 900));
        publisher.sends(Plans.videoPacket(300, 1, 0, Plans.delta("before")));
        FakePeer viewer = fixture.join(Plans.video(400, 910));
        fixture.subscribe(viewer, publisher);

        assertThat(publisher.control).contains("KEY 300");
        publisher.sends(Plans.videoPacket(300, 2, 3_000, Plans.delta("skipped")));
        publisher.sends(Plans.videoPacket(300, 3, 6_000, Plans.key("first")));
        publisher.sends(Plans.videoPacket(300, 4, 9_000, Plans.delta("second")));

        assertThat(viewer.on("1"))
                .extracting(sent -> sent.payload().substring(2))
                .containsExactly("first", "second");
    }

    @Test
    void sequenceNumbersAndTimestampsWrapWithoutAJump() {
        FakePeer publisher = fixture.join(Plans.audio(100, 900));
        FakePeer viewer = fixture.join(Plans.audio(200, 901));
        fixture.subscribe(viewer, publisher);
        long timestamp = 0xFFFF_FFFFL - 5 * 960;
        for (int i = 0; i < 70_000; i++) {
            int sequence = (65_500 + i) & 0xFFFF;
            publisher.sends(RtpPackets.packet(
                    Plans.AUDIO_PT, false, sequence, (timestamp + i * 960L) & 0xFFFF_FFFFL, 100, new byte[] {1}));
        }

        assertThat(viewer.media).hasSize(70_000);
        for (int i = 1; i < viewer.media.size(); i++) {
            FakePeer.Sent before = viewer.media.get(i - 1);
            FakePeer.Sent after = viewer.media.get(i);
            assertThat(SequenceNumbers.distance(before.sequence(), after.sequence()))
                    .isEqualTo(1);
            assertThat((int) (after.timestamp() - before.timestamp())).isEqualTo(960);
        }
    }

    @Test
    void duplicatesAreForwardedOnceAndReorderedPacketsKeepTheirPlace() {
        FakePeer publisher = fixture.join(Plans.audio(100, 900));
        FakePeer viewer = fixture.join(Plans.audio(200, 901));
        fixture.subscribe(viewer, publisher);

        for (int sequence : new int[] {10, 11, 13, 11, 12, 13, 12, 14}) {
            publisher.sends(Plans.audioPacket(100, sequence));
        }

        int first = viewer.media.getFirst().sequence();
        assertThat(viewer.media)
                .extracting(sent -> sent.payload() + "@" + (sent.sequence() - first))
                .containsExactly("a10@0", "a11@1", "a13@3", "a12@2", "a14@4");
    }

    @Test
    void aSourceThatWasNotAnnouncedIsFoundByItsMid() {
        SectionPlan plan = Plans.video(0, 900);
        FakePeer publisher = fixture.join(plan);
        FakePeer viewer = fixture.join(Plans.video(400, 910));
        fixture.subscribe(viewer, publisher);
        byte[] block = {(byte) (Plans.MID_ID << 4), '1'};

        publisher.sends(RtpPackets.packet(Plans.VIDEO_PT, true, 5, 0, 777, Plans.key("k"), block));
        publisher.sends(RtpPackets.packet(
                Plans.VIDEO_PT, true, 6, 0, 778, Plans.key("other"), new byte[] {(byte) (Plans.MID_ID << 4), '9'}));

        assertThat(viewer.on("1")).hasSize(1);
        assertThat(publisher.participant.statistics().drops()).containsEntry(Drop.UNKNOWN_SOURCE, 1L);
    }

    @Test
    void twoSectionsWithTheSamePayloadTypesAreToldApartByMid() {
        SectionPlan camera = Plans.named("1", Plans.video(0, 900));
        SectionPlan screen = Plans.named("2", Plans.video(0, 902));
        FakePeer publisher = fixture.join(camera, screen);
        FakePeer viewer = fixture.join(Plans.video(400, 910));
        fixture.subscribe(viewer, publisher);

        publisher.sends(RtpPackets.packet(Plans.VIDEO_PT, true, 1, 0, 701, Plans.key("nowhere")));
        publisher.sends(RtpPackets.packet(Plans.VIDEO_PT, true, 1, 0, 702, Plans.key("screen"), midBlock('2')));
        publisher.sends(RtpPackets.packet(Plans.VIDEO_PT, true, 1, 0, 703, Plans.key("camera"), midBlock('1')));

        assertThat(viewer.on("1"))
                .extracting(sent -> sent.payload().substring(2))
                .containsExactly("camera");
        assertThat(publisher.participant.statistics().tracks())
                .extracting(TrackStatistics::ssrc)
                .contains(702L, 703L)
                .doesNotContain(701L);
    }

    private static byte[] midBlock(char mid) {
        return new byte[] {(byte) (Plans.MID_ID << 4), (byte) mid};
    }

    @Test
    void packetsOfOneReceiverStandNextToEachOtherInABurst() {
        FakePeer publisher = fixture.join(Plans.audio(100, 900));
        FakePeer first = fixture.join(Plans.audio(200, 901));
        FakePeer second = fixture.join(Plans.audio(300, 902));
        fixture.subscribe(first, publisher);
        fixture.subscribe(second, publisher);

        publisher.rtp(Plans.audioPacket(100, 1));
        publisher.rtp(Plans.audioPacket(100, 2));
        assertThat(first.media).as("before the burst is over").isEmpty();
        publisher.turnEnd();

        assertThat(first.media).hasSize(2);
        assertThat(second.media).hasSize(2);
    }

    @Test
    void malformedAndUnknownPacketsAreCountedAndDisturbNobody() {
        FakePeer publisher = fixture.join(Plans.audio(100, 900));
        FakePeer viewer = fixture.join(Plans.audio(200, 901));
        fixture.subscribe(viewer, publisher);

        publisher.sends(new byte[] {1, 2, 3});
        publisher.sends(RtpPackets.packet(50, false, 1, 0, 100, new byte[] {1}));
        publisher.sends(RtpPackets.packet(50, false, 1, 0, 12_345, new byte[] {1}));
        publisher.sends(Plans.audioPacket(100, 7));

        assertThat(viewer.media).hasSize(1);
        assertThat(publisher.participant.statistics().drops())
                .containsEntry(Drop.MALFORMED_RTP, 1L)
                .containsEntry(Drop.UNKNOWN_PAYLOAD_TYPE, 1L)
                .containsEntry(Drop.UNKNOWN_SOURCE, 1L);
        fixture.leave(publisher);
        assertThat(fixture.settings.drops().snapshot())
                .as("of those who are gone, too")
                .containsEntry(Drop.MALFORMED_RTP, 1L)
                .containsEntry(Drop.UNKNOWN_PAYLOAD_TYPE, 1L)
                .containsEntry(Drop.LOOP_BEHIND, 0L);
    }
}
