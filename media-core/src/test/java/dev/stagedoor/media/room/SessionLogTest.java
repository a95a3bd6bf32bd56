package dev.stagedoor.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.room.SessionLog.Kind;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionLogTest {
    private static final long MS = 1_000_000;
    private static final long NTP_OF_1970_NS = 2_208_988_800_000_000_000L;

    private final RoomFixture fixture = new RoomFixture();

    @Test
    void shouldCountWhatIsRepeatedAndForgetTheOldest() {
        SessionLog log = new SessionLog(NTP_OF_1970_NS);
        log.add(Kind.CONNECTED, "first", 5 * MS);
        log.add(Kind.KEY_FRAME_WANTED, "1", 6 * MS);
        log.add(Kind.KEY_FRAME_WANTED, "1", 9 * MS);
        log.add(Kind.KEY_FRAME_WANTED, "2", 10 * MS);
        assertThat(log.entries())
                .containsExactly(
                        new SessionLog.Entry(5, 5, 1, Kind.CONNECTED, "first"),
                        new SessionLog.Entry(6, 9, 2, Kind.KEY_FRAME_WANTED, "1"),
                        new SessionLog.Entry(10, 10, 1, Kind.KEY_FRAME_WANTED, "2"));

        for (int i = 0; i < SessionLog.CAPACITY; i++) {
            log.add(Kind.SOURCE_CHANGED, "" + i, 20 * MS);
        }
        assertThat(log.entries()).hasSize(SessionLog.CAPACITY);
        assertThat(log.entries().getFirst().detail()).isEqualTo("0");
    }

    @Test
    void aViewersSessionTellsWhatItSawAndWhy() {
        SimulcastPublisher publisher = new SimulcastPublisher(fixture);
        FakePeer viewer = fixture.join(Plans.withoutFeedback(Plans.video(400, 910)));
        fixture.room.onSubscribe(viewer.id, "1", publisher.peer.id, MediaKind.VIDEO);
        fixture.runAll();
        publisher.run(2_000);
        fixture.room.onConstrain(viewer.id, "1", new ViewConstraints(180, 0, 0));
        fixture.runAll();
        publisher.run(2_000);
        viewer.sendsControl(rtcp -> rtcp.pictureLoss(400, 910));
        fixture.pause(true);
        fixture.pause(true);
        fixture.pause(false);
        fixture.runAll();

        List<String> told = viewer.participant.log().entries().stream()
                .map(entry -> entry.kind() + " " + entry.detail())
                .toList();
        assertThat(told)
                .containsSubsequence(
                        "SOURCE_CHANGED 1 shows " + publisher.peer.id,
                        "LAYERS_CHANGED 1 shows f, size 0, rate all",
                        "LAYERS_CHANGED 1 shows q, size 0, rate 0",
                        "KEY_FRAME_WANTED 1",
                        "PAUSED ",
                        "RESUMED ");
        assertThat(told).filteredOn(each -> each.equals("PAUSED ")).hasSize(1);
        assertThat(publisher.peer.participant.log().entries())
                .extracting(entry -> entry.kind() + " " + entry.detail())
                .contains("KEY_FRAME_ASKED 1 q");
    }

    @Test
    void statisticsTellLossJitterAndScoresOfBothWays() {
        FakePeer publisher = fixture.join(Plans.video(300, 900));
        FakePeer viewer = fixture.join(Plans.video(400, 910));
        fixture.subscribe(viewer, publisher);
        for (int i = 0; i < 100; i++) {
            if (i % 10 != 5) {
                publisher.sends(Plans.videoPacket(300, i, i * 900L, i == 0 ? Plans.key("a") : Plans.delta("b")));
            }
            fixture.advanceMs(10);
        }
        viewer.sendsControl(rtcp -> {
            rtcp.receiverReport(400);
            rtcp.reportBlock(910, 26, 9, 1_000, 900, 0, 0);
        });

        TrackStatistics up = publisher.participant.statistics().tracks().stream()
                .filter(track -> !track.outgoing())
                .findFirst()
                .orElseThrow();
        TrackStatistics down = viewer.participant.statistics().tracks().stream()
                .filter(TrackStatistics::outgoing)
                .findFirst()
                .orElseThrow();
        assertThat(up.lossRatio()).isBetween(0.07, 0.12);
        assertThat(up.keyFrames()).isEqualTo(1);
        assertThat(down.lossRatio()).isBetween(0.10, 0.11);
        assertThat(down.jitterMs()).isEqualTo(10);
        assertThat(down.keyFrames()).isEqualTo(1);
        assertThat(publisher.participant.statistics().uplinkScore()).isBetween(3.0, 3.6);
        assertThat(viewer.participant.statistics().uplinkScore()).isZero();
    }

    @ParameterizedTest(name = "a tenth is lost, repaired: {0}")
    @CsvSource({"false, 3.0, 3.6", "true, 4.3, 4.5"})
    void whatIsRepairedCostsAnUplinkNothing(boolean repaired, double least, double most) {
        FakePeer publisher = fixture.join(Plans.simulcast(900));
        for (int i = 0; i < 100; i++) {
            byte[] payload = i == 0 ? Plans.key("a") : Plans.delta("b");
            if (i % 10 != 5) {
                publisher.sends(Plans.ridPacket("q", 3_001, i, i * 900L, true, payload));
            } else if (repaired) {
                publisher.sends(Plans.ridRetransmission("q", 3_901, i, i, i * 900L, payload));
            }
            fixture.advanceMs(10);
        }

        ParticipantStatistics statistics = publisher.participant.statistics();
        assertThat(statistics.tracks().getFirst().lossRatio())
                .as("what the way lost")
                .isBetween(0.07, 0.12);
        assertThat(statistics.uplinkScore()).isBetween(least, most);
    }

    @Test
    void aCaptureHasEveryHeaderAndNoPayload() {
        FakePeer publisher = fixture.join(Plans.audio(200, 890));
        FakePeer viewer = fixture.join(Plans.audio(250, 895));
        fixture.subscribe(viewer, publisher);
        assertThat(publisher.participant.onCapture()).isEmpty();
        publisher.participant.onCaptureStart();
        viewer.participant.onCaptureStart();
        publisher.sends(Plans.audioPacket(200, 77));

        ByteBuffer in = ByteBuffer.wrap(publisher.participant.onCapture());
        ByteBuffer out = ByteBuffer.wrap(viewer.participant.onCapture());
        assertThat(in.getInt(0)).isEqualTo(0xA1B23C4D);
        assertThat(in.getInt(20)).as("IPv4").isEqualTo(228);
        int datagram = 28 + Plans.audioPacket(200, 77).length;
        assertThat(in.getInt(36)).as("real length").isEqualTo(datagram);
        assertThat(in.getInt(32)).as("kept").isEqualTo(datagram - "a77".length());
        assertThat(in.capacity()).isEqualTo(40 + in.getInt(32));
        assertThat(in.getShort(40 + 28 + 2)).as("sequence number").isEqualTo((short) 77);
        assertThat(in.getInt(52)).as("from the participant").isEqualTo(0xC000_0201);
        assertThat(out.getInt(52)).as("from us").isEqualTo(0xC000_0202);
        assertThat(out.getInt(40 + 28 + 8)).as("our source").isEqualTo(895);

        publisher.participant.onCaptureEnd();
        publisher.sends(Plans.audioPacket(200, 78));
        assertThat(publisher.participant.onCapture()).isEmpty();
    }

    @Test
    void aCaptureIsBounded() {
        FakePeer publisher = fixture.join(Plans.audio(200, 890));
        publisher.participant.onCaptureStart();
        for (int i = 0; i < HeaderCapture.MAX_PACKETS + 500; i++) {
            publisher.rtp(Plans.audioPacket(200, i));
        }
        int perPacket = 16 + 28 + 20;

        assertThat(publisher.participant.onCapture()).hasSize(24 + HeaderCapture.MAX_PACKETS * perPacket);
    }
}
