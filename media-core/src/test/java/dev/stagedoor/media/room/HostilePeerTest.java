package dev.stagedoor.media.room;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.rtcp.RtcpWriter;
import dev.stagedoor.media.rtp.Mutations;
import dev.stagedoor.media.rtp.RtpPackets;
import dev.stagedoor.media.rtp.SeededRandom;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A participant that has every right to send, and sends whatever does most harm: nobody else suffers, nothing grows. */
class HostilePeerTest {
    private static final int PACKETS = 1_000_000;
    private static final long MS = RoomFixture.MS;

    private final Random random = SeededRandom.create("HostilePeerTest");
    private final RoomFixture fixture = new RoomFixture();
    private final FakePeer attacker = fixture.join(Plans.audio(200, 890), Plans.simulcast(900));
    private final FakePeer viewer = fixture.join(Plans.audio(250, 895), Plans.video(400, 910));
    private final FakePeer honest = fixture.join(Plans.video(500, 920));
    private final FakePeer second = fixture.join(Plans.video(600, 930));
    private final MemorySegment memory = Arena.ofAuto().allocate(2_048);

    @Test
    void aMillionHostilePacketsLeaveNoTrace() {
        fixture.subscribeBoth(attacker, viewer);
        fixture.subscribe(second, honest);
        Mutations media = new Mutations(random, mediaPackets());
        Mutations control = new Mutations(random, controlPackets());
        attack(media, control, PACKETS / 10);
        long before = usedBytes();
        attack(media, control, PACKETS - PACKETS / 10);
        long grown = usedBytes() - before;

        // A hundredth of a byte a packet; a map entry for each would be a hundred megabytes.
        assertThat(grown).isLessThan(4L << 20);
        ParticipantStatistics after = attacker.participant.statistics();
        assertThat(after.tracks().size()).isLessThanOrEqualTo(8);
        assertThat(after.drops())
                .containsKeys(
                        Drop.MALFORMED_RTP,
                        Drop.MALFORMED_RTCP,
                        Drop.UNKNOWN_SOURCE,
                        Drop.UNKNOWN_PAYLOAD_TYPE,
                        Drop.DUPLICATE);

        honest.sends(Plans.videoPacket(500, 1, 0, Plans.key("still here")));
        assertThat(second.on("1").getLast().payload()).endsWith("still here");
    }

    private void attack(Mutations media, Mutations control, int packets) {
        for (int i = 0; i < packets; i++) {
            boolean rtp = random.nextInt(4) != 0;
            byte[] packet = rtp ? media.next() : control.next();
            MemorySegment.copy(packet, 0, memory, ValueLayout.JAVA_BYTE, 8, packet.length);
            if (rtp) {
                attacker.participant.onRtp(memory, 8, packet.length, fixture.loop.nowNs());
            } else {
                attacker.participant.onRtcp(memory, 8, packet.length, fixture.loop.nowNs());
            }
            if (i % 8 == 0) {
                attacker.turnEnd();
                fixture.loop.advance(MS);
                List.of(attacker, viewer, honest, second).forEach(HostilePeerTest::forget);
            }
        }
    }

    private static void forget(FakePeer peer) {
        peer.media.clear();
        peer.control.clear();
    }

    private static List<byte[]> mediaPackets() {
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            packets.add(Plans.audioPacket(200, i));
            String rid = SimulcastPublisher.RIDS.get(i % 3);
            byte[] payload = Plans.layered(i == 0, i, i, i % 3, true, 180, "x".repeat(20 * i));
            packets.add(Plans.ridPacket(rid, 3_001 + i % 3, i, i * 3_000L, true, payload));
            packets.add(Plans.ridRetransmission(rid, 3_901 + i % 3, i, i, i * 3_000L, payload));
        }
        return packets;
    }

    /** Every kind of control packet that we read. */
    private List<byte[]> controlPackets() {
        List<byte[]> packets = new ArrayList<>();
        Map<String, Consumer<RtcpWriter>> kinds = Map.of(
                "sender report", out -> out.senderReport(200, 1L << 40, 960, 5, 100),
                "receiver report", out -> out.receiverReport(1),
                "key frame", out -> out.pictureLoss(1, 900),
                "estimate", out -> out.receiverEstimate(1, 300_000),
                "lost",
                        out -> {
                            out.nack(1, 900);
                            out.nackItem(7, 0xFFFF);
                        });
        kinds.forEach((_, content) -> {
            RtcpWriter writer = new RtcpWriter(memory);
            writer.begin();
            content.accept(writer);
            packets.add(memory.asSlice(0, writer.length()).toArray(ValueLayout.JAVA_BYTE));
        });
        byte[] feedback = new byte[32];
        feedback[0] = (byte) 0x8F;
        feedback[1] = (byte) 205;
        feedback[3] = 7;
        feedback[15] = 9;
        feedback[20] = 0x20;
        feedback[21] = 9;
        packets.add(feedback);
        packets.add(RtpPackets.packet(Plans.VIDEO_PT, true, 1, 2, 3, new byte[0]));
        return packets;
    }

    private static long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
