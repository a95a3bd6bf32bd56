package dev.stagedoor.media.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.codec.FrameReader;
import dev.stagedoor.media.rtp.RtpPacket;
import dev.stagedoor.media.rtp.RtpPackets;
import dev.stagedoor.media.rtp.SeededRandom;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SendingTest {
    private static final long MS = 1_000_000;

    @Test
    void aRingGivesBackWhatWasWrittenInOrderAndRemembersIt() {
        Random random = SeededRandom.create("ring");
        try (PacketRing ring = new PacketRing(64, 1)) {
            long written = 0;
            long read = 0;
            for (int round = 0; round < 5_000; round++) {
                int burst = random.nextInt(20);
                for (int i = 0; i < burst && write(ring, written); i++) {
                    written++;
                }
                ring.publish();
                if (random.nextBoolean()) {
                    for (long i = ring.readIndex(); i < ring.endIndex(); i++) {
                        assertThat(ring.at(i).sequence()).isEqualTo(read++);
                    }
                    ring.readTo(ring.endIndex());
                }
                for (long back = 1; back <= 48 && back <= read; back++) {
                    StoredPacket packet = Objects.requireNonNull(ring.find(0, read - back, 0));
                    assertThat(packet.timestamp()).isEqualTo((read - back) * 3);
                }
                assertThat(ring.find(0, read, 0)).isNull();
            }
            assertThat(written - read).isLessThanOrEqualTo(16);
        }
    }

    @Test
    void aPacketOfAnotherGenerationIsNotFound() {
        try (PacketRing ring = new PacketRing(64, 1)) {
            write(ring, 5);
            ring.publish();
            ring.readTo(ring.endIndex());

            assertThat(ring.find(0, 5, 0)).isNotNull();
            assertThat(ring.find(0, 5, 1)).isNull();
            assertThat(ring.find(0, 5 + 64, 0)).isNull();
        }
    }

    @Test
    void aJumpOfNumbersIsLookedIntoNoFurtherThanTheRingReaches() {
        try (PacketRing ring = new PacketRing(64, 1)) {
            write(ring, 5);
            write(ring, 100_000);
            ring.publish();
            ring.readTo(ring.endIndex());

            assertThat(ring.oldest(0)).isEqualTo(100_000 - 63);
        }
    }

    private static boolean write(PacketRing ring, long sequence) {
        StoredPacket slot = ring.claim();
        if (slot == null) {
            return false;
        }
        byte[] bytes = RtpPackets.packet(96, false, (int) (sequence & 0xFFFF), sequence * 3, 1, new byte[] {1, 2});
        RtpPacket packet = new RtpPacket();
        packet.wrap(RtpPackets.offHeap(bytes), 0, bytes.length);
        slot.store(packet, 0, sequence, 0, 0);
        slot.describe(0, 0, new FrameReader());
        return true;
    }

    @Test
    void ntpTimeGoesThereAndBack() {
        Random random = SeededRandom.create("ntp");
        for (int i = 0; i < 100_000; i++) {
            long ns = random.nextLong(4_000_000_000_000_000_000L);
            assertThat(NtpTime.toNanos(NtpTime.ofNanos(ns))).isBetween(ns - 1, ns);
        }
    }

    @Test
    void aBucketLetsOneSecondsWorthThroughAtOnceAndThenTheRate() {
        TokenBucket bucket = new TokenBucket(100);
        int passed = 0;
        for (int i = 0; i < 1_000; i++) {
            passed += bucket.tryTake(0) ? 1 : 0;
        }
        assertThat(passed).isEqualTo(100);
        for (int i = 0; i < 1_000; i++) {
            passed += bucket.tryTake(i * MS) ? 1 : 0;
        }
        assertThat(passed).isBetween(199, 200);
    }
}
