package dev.stagedoor.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.rtp.ExtensionIds;
import dev.stagedoor.media.rtp.RtpPacket;
import dev.stagedoor.media.rtp.RtpPackets;
import dev.stagedoor.media.rtp.WireBytes;
import dev.stagedoor.media.stream.NtpTime;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When a picture was captured reaches those who ask for it, by a clock that they can make something of. */
class CaptureTimeTest {
    private static final int CAPTURE_ID = Plans.CAPTURE_ID;
    private static final long SECOND = 1L << 32;
    private static final long CAPTURED = 3_800_000_000L << 32;

    /** Neither side has told. */
    private static final String NOTHING = "nothing";

    private final RoomFixture fixture = new RoomFixture();
    private final FakePeer publisher = fixture.join(capturing(Plans.video(300, 900)));
    private final FakePeer viewer = fixture.join(capturing(Plans.video(400, 910)));

    CaptureTimeTest() {
        fixture.subscribe(viewer, publisher);
    }

    @Test
    void bothFormsGoOnToWhoAsksAndToNobodyElse() {
        FakePeer other = fixture.join(Plans.video(500, 920));
        fixture.subscribe(other, publisher);
        publisher.sends(picture(300, 1, 0, Plans.key("a"), element(CAPTURED)));
        publisher.sends(picture(300, 2, 3_000, Plans.delta("b"), element(CAPTURED + 5)));

        assertThat(toldTo(viewer)).containsExactly("0.0", "5 units");
        assertThat(other.on("1")).hasSize(2);
        assertThat(toldTo(other)).containsOnly(NOTHING);
    }

    /** What the publisher says is how the capturing clock and its own differ; what viewers see in reports is our clock. */
    @Test
    void theOffsetIsThatOfOurClockAndLeftOutUntilTheClocksAreKnown() {
        long publishersNtp = ourNtp() + 100 * SECOND;
        publisher.sends(picture(300, 1, 0, Plans.key("a"), element(CAPTURED, 3 * SECOND)));
        publisher.sendsControl(rtcp -> rtcp.senderReport(300, publishersNtp, 0, 0, 0));
        publisher.sends(picture(300, 2, 0, Plans.delta("b"), element(CAPTURED, 3 * SECOND)));
        publisher.sends(picture(300, 3, 0, Plans.delta("c"), element(CAPTURED)));

        assertThat(toldTo(viewer))
                .as("not known; 3 s and 100 s; the publisher does not know")
                .containsExactly("0.0", "0.0 ahead 103.0", "0.0");
    }

    @Test
    void aReportThatTookLongerDoesNotChangeTheOffsetButAChangedClockDoes() {
        long publishersNtp = ourNtp();
        publisher.sends(picture(300, 1, 0, Plans.key("a"), element(CAPTURED, 0)));
        publisher.sendsControl(rtcp -> rtcp.senderReport(300, publishersNtp, 0, 0, 0));
        fixture.advanceMs(500);
        publisher.sendsControl(rtcp -> rtcp.senderReport(300, publishersNtp + SECOND / 4, 0, 0, 0));
        publisher.sends(picture(300, 2, 0, Plans.delta("b"), element(CAPTURED, 0)));
        publisher.sendsControl(rtcp -> rtcp.senderReport(300, publishersNtp - 60 * SECOND, 0, 0, 0));
        publisher.sends(picture(300, 3, 0, Plans.delta("c"), element(CAPTURED, 0)));

        assertThat(toldTo(viewer)).containsExactly("0.0", "0.0 ahead -0.001", "0.0 ahead -60.5");
    }

    /** Publishers say it once in a while; who comes in between must not wait for it. */
    @Test
    void aLateViewerIsToldWithItsFirstPacket() {
        publisher.sends(picture(300, 1, 0, Plans.key("a"), element(CAPTURED)));
        publisher.sends(picture(300, 2, 3_000, Plans.delta("b")));
        fixture.advanceMs(600);
        FakePeer late = fixture.join(capturing(Plans.video(500, 920)));
        fixture.subscribe(late, publisher);
        publisher.sends(picture(300, 3, 45_000, Plans.key("c")));
        publisher.sends(picture(300, 4, 48_000, Plans.delta("d")));

        assertThat(toldTo(late)).endsWith("0.5", NOTHING);
        assertThat(toldTo(viewer)).containsExactly("0.0", NOTHING, NOTHING, NOTHING);
    }

    /** Who reckons from the source before would be wrong by the difference of two machines' clocks. */
    @Test
    void anotherSourceIsToldWithItsFirstPacket() {
        FakePeer next = fixture.join(capturing(Plans.video(600, 930)));
        next.sends(picture(600, 1, 0, Plans.key("x"), element(CAPTURED + 40 * SECOND)));
        publisher.sends(picture(300, 1, 0, Plans.key("a"), element(CAPTURED)));
        fixture.subscribe(viewer, next);
        viewer.media.clear();
        next.sends(picture(600, 2, 90_000, Plans.key("y")));
        next.sends(picture(600, 3, 93_000, Plans.delta("z")));

        assertThat(toldTo(viewer)).endsWith("41.0", NOTHING);
    }

    @Test
    void anotherSourceThatDoesNotTellIsNotReckonedFromTheOneBefore() {
        publisher.sends(picture(300, 1, 0, Plans.key("a"), element(CAPTURED)));
        FakePeer changed = fixture.join(capturing(Plans.video(0, 940)));
        fixture.subscribe(viewer, changed);
        viewer.media.clear();
        changed.sends(picture(700, 1, 0, Plans.key("x"), element(CAPTURED)));
        changed.sends(picture(701, 1, 3_000, Plans.key("y")));

        assertThat(toldTo(viewer)).containsExactly("0.0", NOTHING);
    }

    /** A source may tell with pictures that a viewer does not get. */
    @Test
    void itIsToldOnceASecondAndNotReckonedForEver() {
        publisher.sends(picture(300, 1, 0, Plans.key("a"), element(CAPTURED)));
        for (int i = 1; i <= 24; i++) {
            fixture.advanceMs(500);
            publisher.sends(picture(300, 1 + i, 45_000L * i, Plans.delta("b")));
        }

        List<String> told = toldTo(viewer);
        assertThat(told.subList(0, 6)).containsExactly("0.0", NOTHING, "1.0", NOTHING, "2.0", NOTHING);
        assertThat(told.get(20)).isEqualTo("10.0");
        assertThat(told.subList(21, 25)).containsOnly(NOTHING);
    }

    @Test
    void whatIsSentAgainTellsItToo() {
        publisher.sends(picture(300, 1, 0, Plans.key("a"), element(CAPTURED)));
        publisher.sends(picture(300, 2, 3_000, Plans.delta("b")));
        int lost = viewer.on("1").getFirst().sequence();
        viewer.media.clear();
        fixture.advanceMs(200);
        viewer.sendsControl(rtcp -> {
            rtcp.nack(400, 910);
            rtcp.nackItem(lost, 0);
        });

        assertThat(viewer.media).hasSize(1);
        assertThat(toldTo(viewer)).containsExactly("0.0");
    }

    @Test
    void anyOtherLengthTellsNothing() {
        for (int length = 1; length <= 16; length++) {
            byte[] block = new byte[1 + length];
            block[0] = (byte) (CAPTURE_ID << 4 | length - 1);
            publisher.sends(picture(300, length, 0, length == 1 ? Plans.key("a") : Plans.delta("b"), block));
        }

        assertThat(toldTo(viewer).subList(0, 7)).containsOnly(NOTHING);
        assertThat(toldTo(viewer).get(7)).isNotEqualTo(NOTHING);
        assertThat(viewer.on("1")).hasSize(16);
    }

    private long ourNtp() {
        return NtpTime.ofNanos(fixture.loop.nowNs() + fixture.settings.ntpOffsetNs());
    }

    private static SectionPlan capturing(SectionPlan plan) {
        return new SectionPlan(
                plan.mid(),
                plan.kind(),
                plan.codecs(),
                new ExtensionIds(Plans.MID_ID, 2, 0, 1, 13, 0, 0, 0, 0, CAPTURE_ID, 0),
                plan.uplink(),
                plan.uplinkSources(),
                plan.encodings(),
                plan.downlink(),
                plan.downlinkSources());
    }

    private static byte[] element(long... values) {
        ByteBuffer block = ByteBuffer.allocate(1 + 8 * values.length);
        block.put((byte) (CAPTURE_ID << 4 | 8 * values.length - 1));
        for (long value : values) {
            block.putLong(value);
        }
        return block.array();
    }

    private static byte[] picture(long ssrc, int sequence, long timestamp, byte[] payload, byte... block) {
        byte[] withMid = new byte[2 + block.length];
        withMid[0] = Plans.MID_ID << 4;
        withMid[1] = '1';
        System.arraycopy(block, 0, withMid, 2, block.length);
        return RtpPackets.packet(Plans.VIDEO_PT, true, sequence, timestamp, ssrc, payload, withMid);
    }

    /** Seconds since {@link #CAPTURED} of each packet, and by how many the capturing clock is ahead of ours. */
    private static List<String> toldTo(FakePeer peer) {
        return peer.media.stream()
                .flatMap(sent -> Stream.of(told(sent.bytes())))
                .toList();
    }

    private static String told(String text) {
        MemorySegment bytes = MemorySegment.ofArray(text.getBytes(StandardCharsets.ISO_8859_1));
        RtpPacket packet = new RtpPacket();
        assertThat(packet.wrap(bytes, 0, text.length())).isTrue();
        if (!packet.findExtension(CAPTURE_ID)) {
            return NOTHING;
        }
        long since = WireBytes.u64(bytes, packet.elementOffset()) - CAPTURED;
        if (since > 0 && since < 1_000) {
            return since + " units";
        }
        String told = seconds(since);
        return packet.elementLength() == 8
                ? told
                : told + " ahead " + seconds(WireBytes.u64(bytes, packet.elementOffset() + 8));
    }

    private static String seconds(long ntp) {
        return Double.toString(Math.round(ntp * 1e3 / SECOND) / 1e3);
    }
}
