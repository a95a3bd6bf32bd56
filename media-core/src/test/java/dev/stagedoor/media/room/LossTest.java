package dev.stagedoor.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.codec.Codec;
import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.codec.NegotiatedCodec;
import dev.stagedoor.media.codec.PayloadFormat;
import dev.stagedoor.media.congestion.ArrivalLog;
import dev.stagedoor.media.congestion.PathEstimator;
import dev.stagedoor.media.room.SectionPlan.StreamSources;
import dev.stagedoor.media.rtp.RtpPackets;
import dev.stagedoor.media.rtp.SeededRandom;
import dev.stagedoor.media.stream.NtpTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LossTest {
    private final RoomFixture fixture = new RoomFixture();

    @Test
    void aHoleIsAskedForAfterAGraceAndFilledFromTheRetransmissionStream() {
        FakePeer publisher = fixture.join(Plans.video(300, 900));
        FakePeer viewer = fixture.join(Plans.video(400, 910));
        fixture.subscribe(viewer, publisher);
        publisher.sends(Plans.videoPacket(300, 65_535, 0, Plans.key("k")));
        publisher.sends(Plans.videoPacket(300, 2, 3_000, Plans.delta("c")));
        assertThat(publisher.control).noneMatch(item -> item.startsWith("NACK"));

        fixture.advanceMs(25);
        assertThat(publisher.control).contains("NACK 300 0 1");
        publisher.sends(retransmission(301, 5, 0, Plans.delta("a")));
        publisher.sends(retransmission(301, 6, 1, Plans.delta("b")));
        publisher.sends(Plans.videoPacket(300, 1, 0, Plans.delta("b")));

        int first = viewer.media.getFirst().sequence();
        assertThat(viewer.on("1"))
                .extracting(sent -> sent.payload().substring(2) + "@" + (sent.sequence() - first))
                .containsExactly("k@0", "c@3", "a@1", "b@2");
        publisher.control.clear();
        fixture.advanceMs(400);
        assertThat(publisher.control).noneMatch(item -> item.startsWith("NACK"));
    }

    @Test
    void aReorderedPacketIsNotAskedFor() {
        FakePeer publisher = fixture.join(Plans.video(300, 900));
        publisher.sends(Plans.videoPacket(300, 1, 0, Plans.key("k")));
        publisher.sends(Plans.videoPacket(300, 3, 0, Plans.delta("c")));
        publisher.sends(Plans.videoPacket(300, 2, 0, Plans.delta("b")));

        fixture.advanceMs(500);

        assertThat(publisher.control).noneMatch(item -> item.startsWith("NACK"));
    }

    @Test
    void askingEndsAfterSomeTries() {
        FakePeer publisher = fixture.join(Plans.video(300, 900));
        publisher.sends(Plans.videoPacket(300, 1, 0, Plans.key("k")));
        publisher.sends(Plans.videoPacket(300, 3, 0, Plans.delta("c")));

        fixture.advanceMs(5_000);

        assertThat(publisher.controlCount(item -> item.startsWith("NACK 300 2")))
                .isBetween(4L, 8L);
    }

    @Test
    void aViewersNackIsAnsweredInTheRetransmissionStream() {
        FakePeer publisher = fixture.join(Plans.video(300, 900));
        FakePeer viewer = fixture.join(Plans.video(400, 910));
        fixture.subscribe(viewer, publisher);
        publisher.sends(Plans.videoPacket(300, 7, 0, Plans.key("k")));
        publisher.sends(Plans.videoPacket(300, 8, 3_000, Plans.delta("d")));
        int first = viewer.media.getFirst().sequence();
        viewer.media.clear();

        viewer.sendsControl(rtcp -> {
            rtcp.nack(400, 910);
            rtcp.nackItem(first, 1);
        });

        assertThat(viewer.media).extracting(FakePeer.Sent::ssrc).containsExactly(911L, 911L);
        assertThat(viewer.media).extracting(FakePeer.Sent::payloadType).containsOnly(Plans.VIDEO_RTX_PT);
        FakePeer.Sent again = viewer.media.get(1);
        assertThat((again.payload().charAt(0) << 8) | again.payload().charAt(1)).isEqualTo((first + 1) & 0xFFFF);
        assertThat(again.payload().substring(4)).isEqualTo("d");
        assertThat(again.sequence()).isEqualTo((viewer.media.getFirst().sequence() + 1) & 0xFFFF);
    }

    @Test
    void withoutRetransmissionStreamNothingIsSentTwiceUnderOneNumber() {
        FakePeer publisher = fixture.join(Plans.video(300, 900));
        FakePeer viewer = fixture.join(withoutRetransmission(910));
        fixture.subscribe(viewer, publisher);
        publisher.sends(Plans.videoPacket(300, 7, 0, Plans.key("k")));
        FakePeer.Sent original = viewer.media.getFirst();
        fixture.advanceMs(30);

        viewer.sendsControl(rtcp -> {
            rtcp.nack(400, 910);
            rtcp.nackItem(original.sequence(), 0);
        });

        assertThat(viewer.media)
                .as("a cipher's nonce must not cover two packets, and no two of ours are the same")
                .containsExactly(original);
        assertThat(viewer.participant.statistics().drops()).containsEntry(Drop.NACK_WITHOUT_RTX, 1L);
    }

    @Test
    void aFloodOfNacksIsAnsweredWithinABudget() {
        FakePeer publisher = fixture.join(Plans.video(300, 900));
        FakePeer viewer = fixture.join(Plans.video(400, 910));
        fixture.subscribe(viewer, publisher);
        publisher.sends(Plans.videoPacket(300, 7, 0, Plans.key("k")));
        int sequence = viewer.media.getFirst().sequence();

        for (int i = 0; i < 5_000; i++) {
            viewer.sendsControl(rtcp -> {
                rtcp.nack(400, 910);
                rtcp.nackItem(sequence, 0);
            });
        }

        assertThat(viewer.media).hasSize(1 + 500);
        assertThat(viewer.participant.statistics().drops()).containsEntry(Drop.RETRANSMISSION_LIMIT, 4_500L);
    }

    @Test
    void whileThePathIsFullOnlyWhatAViewerCanBeginWithIsSentAgain() {
        FakePeer publisher = fixture.join(Plans.video(300, 900));
        FakePeer viewer = fixture.join(Plans.video(400, 910));
        fixture.subscribe(viewer, publisher);
        publisher.sends(Plans.videoPacket(300, 7, 0, Plans.key("k")));
        int outlived = viewer.media.getFirst().sequence();
        tellRoundTrip(viewer, 400);
        tellOfWaits(publisher, viewer, 8, 0, 10);
        viewer.media.clear();
        asksAgain(viewer, outlived);
        assertThat(viewer.media).as("twice on a long path that loses").hasSize(2);

        tellOfWaits(publisher, viewer, 108, 5, 0);
        assertThat(isCongested(viewer)).isTrue();
        int before = viewer.media.getLast().sequence();
        publisher.sends(Plans.videoPacket(300, 300, 900_000, Plans.key("k")));
        int keyFrame = viewer.media.getLast().sequence();
        viewer.media.clear();

        asksAgain(viewer, outlived);
        asksAgain(viewer, before);
        assertThat(viewer.media).as("from before the key frame").isEmpty();
        assertThat(viewer.participant.statistics().drops()).containsEntry(Drop.RETRANSMISSION_LIMIT, 2L);
        asksAgain(viewer, keyFrame);
        assertThat(viewer.media).as("once, though the path is long and loses").hasSize(1);

        fixture.advanceMs(1_000);
        tellOfWaits(publisher, viewer, 301, 0, 0);
        tellOfWaits(publisher, viewer, 401, 0, 0);
        assertThat(isCongested(viewer)).isFalse();
        viewer.media.clear();
        asksAgain(viewer, before);
        assertThat(viewer.media).as("what was refused does not count as sent").isNotEmpty();
    }

    private static void asksAgain(FakePeer viewer, int number) {
        viewer.sendsControl(rtcp -> {
            rtcp.nack(400, 910);
            rtcp.nackItem(number, 0);
        });
    }

    /** A report of ours took so long there and back. */
    private void tellRoundTrip(FakePeer viewer, long ms) {
        long sentNs = fixture.loop.nowNs() - ms * 1_000_000 + fixture.settings.ntpOffsetNs();
        viewer.sendsControl(rtcp -> {
            rtcp.receiverReport(1);
            rtcp.reportBlock(910, 0, 0, 1, 0, NtpTime.middle(NtpTime.ofNanos(sentNs)), 0);
        });
    }

    /**
     * Forwards a hundred packets of which the viewer says that each waited so many milliseconds longer than the one before, and that
     * one in so many did not come; 0 for none.
     */
    private void tellOfWaits(FakePeer publisher, FakePeer viewer, int first, long waitMs, int lostOneIn) {
        ArrivalLog arrivals = new ArrivalLog();
        PathEstimator path = viewer.participant.context().path();
        for (int i = 0; i < 100; i++) {
            fixture.advanceMs(20);
            if (lostOneIn == 0 || i % lostOneIn != 1) {
                arrivals.onPacket(path.nextNumber(), fixture.loop.nowNs() + i * waitMs * 1_000_000L);
            }
            publisher.sends(Plans.videoPacket(300, first + i, 3_000L * (first + i), Plans.delta("d")));
            if (i % 3 == 2) {
                viewer.sendsControl(rtcp -> arrivals.report(rtcp, 400, 910));
            }
        }
    }

    private boolean isCongested(FakePeer viewer) {
        return viewer.participant.context().path().isCongested(fixture.loop.nowNs());
    }

    @Test
    void aPacketOlderThanTheHistoryOrNeverSentIsNotAnswered() {
        FakePeer publisher = fixture.join(Plans.video(300, 900));
        FakePeer viewer = fixture.join(Plans.video(400, 910));
        fixture.subscribe(viewer, publisher);
        for (int i = 0; i < 600; i++) {
            publisher.sends(Plans.videoPacket(300, i, i, Plans.key("k")));
        }
        int first = viewer.media.getFirst().sequence();
        viewer.media.clear();

        viewer.sendsControl(rtcp -> {
            rtcp.nack(400, 910);
            rtcp.nackItem(first, 0);
            rtcp.nackItem((first + 600) & 0xFFFF, 0);
            rtcp.nackItem((first - 1) & 0xFFFF, 0);
        });

        assertThat(viewer.media).isEmpty();
        assertThat(viewer.participant.statistics().drops()).containsEntry(Drop.NOT_IN_HISTORY, 3L);
    }

    @Test
    void underRandomLossBothWaysEveryPacketArrivesInTheEnd() {
        Random random = SeededRandom.create("LossTest");
        FakePeer publisher = fixture.join(Plans.video(300, 900));
        FakePeer viewer = fixture.join(Plans.video(400, 910));
        fixture.subscribe(viewer, publisher);
        Set<String> arrived = new HashSet<>();
        publisher.sends(Plans.videoPacket(300, 0, 0, Plans.key("p0")));
        int first = viewer.media.getFirst().sequence();
        int retransmissions = 0;
        for (int i = 1; i < 3_000; i++) {
            if (random.nextInt(10) != 0) {
                publisher.sends(Plans.videoPacket(300, i, i * 900L, Plans.delta("p" + i)));
            }
            fixture.advanceMs(10);
            for (int lost : nacked(publisher, 300)) {
                if (random.nextInt(10) != 0) {
                    publisher.sends(retransmission(301, retransmissions++, lost, Plans.delta("p" + lost)));
                }
            }
            for (FakePeer.Sent sent : List.copyOf(viewer.media)) {
                boolean repeated = sent.payloadType() == Plans.VIDEO_RTX_PT;
                String text = sent.payload().substring(repeated ? 4 : 2);
                if (random.nextInt(10) != 0) {
                    assertThat(repeated ? text : "p" + ((sent.sequence() - first) & 0xFFFF))
                            .isEqualTo(text);
                    arrived.add(text);
                }
            }
            viewer.media.clear();
            int newest = i;
            viewer.sendsControl(rtcp -> {
                rtcp.nack(400, 910);
                for (int back = 10; back < 60 && back <= newest; back += 10) {
                    if (!arrived.contains("p" + (newest - back))) {
                        rtcp.nackItem((first + newest - back) & 0xFFFF, 0);
                    }
                }
            });
        }
        int missing = 0;
        for (int i = 0; i < 2_900; i++) {
            missing += arrived.contains("p" + i) ? 0 : 1;
        }
        // Three tries in ten-packet steps at 10 % loss each way leave a handful; without recovery it would be some 550.
        assertThat(missing).isLessThan(60);
    }

    private static List<Integer> nacked(FakePeer publisher, long ssrc) {
        List<Integer> lost = new ArrayList<>();
        for (String item : publisher.control) {
            if (item.startsWith("NACK " + ssrc)) {
                String[] parts = item.split(" ", -1);
                int id = Integer.parseInt(parts[2]);
                int following = Integer.parseInt(parts[3], 16);
                lost.add(id);
                for (int bit = 0; bit < 16; bit++) {
                    if ((following >> bit & 1) != 0) {
                        lost.add((id + 1 + bit) & 0xFFFF);
                    }
                }
            }
        }
        publisher.control.clear();
        return lost;
    }

    private static byte[] retransmission(long ssrc, int sequence, int original, byte[] payload) {
        byte[] wrapped = new byte[2 + payload.length];
        wrapped[0] = (byte) (original >> 8);
        wrapped[1] = (byte) original;
        System.arraycopy(payload, 0, wrapped, 2, payload.length);
        return RtpPackets.packet(Plans.VIDEO_RTX_PT, true, sequence, 3_000, ssrc, wrapped);
    }

    private static SectionPlan withoutRetransmission(long ourSsrc) {
        NegotiatedCodec vp8 =
                new NegotiatedCodec(new PayloadFormat(Codec.VP8, ""), Plans.VIDEO_PT, NegotiatedCodec.NONE, true);
        return new SectionPlan(
                FakePeer.VIDEO_MID,
                MediaKind.VIDEO,
                List.of(vp8),
                Plans.IDS,
                false,
                Plans.NONE,
                List.of(),
                true,
                new StreamSources(ourSsrc, 0));
    }
}
