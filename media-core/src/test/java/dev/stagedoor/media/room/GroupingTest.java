package dev.stagedoor.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.rtp.RtpPackets;
import org.junit.jupiter.api.Test;

/** How packets of one frame are brought to leave as one message. */
class GroupingTest {
    private static final long MS = RoomFixture.MS;

    private final RoomFixture fixture = new RoomFixture();
    private final FakePeer publisher = fixture.join(Plans.audio(200, 890), Plans.video(300, 900));
    private final FakePeer viewer = fixture.join(Plans.audio(250, 895), Plans.video(400, 910));
    private int sequence;

    GroupingTest() {
        fixture.subscribe(viewer, publisher);
    }

    @Test
    void packetsOfAFrameLeaveEquallyLongAndReadTheSame() {
        publisher.rtp(video(1_000, false));
        publisher.rtp(video(1_001, false));
        publisher.rtp(video(400, true));
        publisher.turnEnd();

        assertThat(viewer.media).extracting(sent -> sent.bytes().length()).containsExactly(1_029, 1_029, 428);
        assertThat(viewer.media).extracting(sent -> sent.payload().length()).containsExactly(1_000, 1_001, 400);
        assertThat(viewer.media)
                .extracting(sent -> (sent.bytes().charAt(0) & 0x20) != 0)
                .as("P bit")
                .containsExactly(true, false, false);
        assertThat(viewer.media.getFirst().bytes()).endsWith("\u0001");
    }

    @Test
    void aRetransmissionCarriesThePayloadWithoutThePadding() {
        publisher.rtp(video(1_000, false));
        publisher.rtp(video(1_001, true));
        publisher.turnEnd();
        int first = viewer.media.getFirst().sequence();
        viewer.media.clear();
        viewer.sendsControl(rtcp -> {
            rtcp.nack(400, 910);
            rtcp.nackItem(first, 0);
        });

        assertThat(viewer.media.getFirst().payload()).hasSize(2 + 1_000);
        assertThat(viewer.media.getFirst().bytes().charAt(0) & 0x20).isZero();
    }

    @Test
    void aBusyLoopWaitsForTheRestOfTheFrame() {
        fixture.loop.setBusy(true);
        publisher.sends(video(1_000, false));
        publisher.sends(video(1_001, false));
        assertThat(viewer.media).isEmpty();

        publisher.sends(video(700, true));
        assertThat(viewer.media).extracting(sent -> sent.bytes().length()).containsExactly(1_029, 1_029, 728);
    }

    @Test
    void itWaitsNoLongerThanTwoMilliseconds() {
        fixture.loop.setBusy(true);
        publisher.sends(video(1_000, false));
        fixture.loop.advance(MS);
        publisher.sends(video(1_000, false));
        fixture.loop.advance(MS - 1);
        assertThat(viewer.media).isEmpty();
        fixture.loop.advance(1);
        assertThat(viewer.media).hasSize(2);

        publisher.sends(video(1_000, false));
        fixture.loop.advance(2 * MS);
        assertThat(viewer.media).hasSize(3);
    }

    @Test
    void anIdleLoopAndAudioDoNotWait() {
        publisher.sends(video(1_000, false));
        assertThat(viewer.media).hasSize(1);

        fixture.loop.setBusy(true);
        publisher.sends(Plans.audioPacket(200, 1));
        assertThat(viewer.media).hasSize(2);
    }

    @Test
    void aLargeFrameDoesNotWaitUntilTheRingIsFull() {
        InlineLoop other = fixture.anotherLoop();
        other.setBusy(true);
        FakePeer far = fixture.join(other, Plans.video(500, 920));
        fixture.subscribe(far, publisher);
        for (int i = 0; i < 300; i++) {
            publisher.sends(video(1_000, false));
            fixture.runAll();
        }

        assertThat(far.on("1")).hasSizeGreaterThan(300 - 64);
        assertThat(publisher.participant.statistics().drops()).doesNotContainKey(Drop.LOOP_BEHIND);
    }

    private byte[] video(int payloadLength, boolean marker) {
        byte[] start = Plans.key("");
        byte[] payload = new byte[payloadLength];
        System.arraycopy(start, 0, payload, 0, start.length);
        return RtpPackets.packet(Plans.VIDEO_PT, marker, ++sequence, 3_000, 300, payload);
    }
}
