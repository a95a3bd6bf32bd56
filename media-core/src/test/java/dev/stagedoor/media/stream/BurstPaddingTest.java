package dev.stagedoor.media.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.rtp.RtpPacket;
import dev.stagedoor.media.rtp.RtpPackets;
import dev.stagedoor.media.rtp.SeededRandom;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BurstPaddingTest {
    private final PacketRing ring = new PacketRing(512, 1);

    /** Payload lengths of a burst; the same with padding. */
    @ParameterizedTest
    @CsvSource({
        "1100, 1100",
        "1100 1101 1101 480, 1101 1101 1101 480",
        "1101 1101 1100, 1101 1101 1100",
        "1100 1101, 1101 1101",
        "1180 1200 700 300, 1200 1200 700 300",
        "1162 1200, 1162 1200",
        "1163 1200, 1200 1200",
        "1200 1163 1200, 1200 1200 1200",
        "1200 1162 1200, 1200 1162 1200",
        "500 1200 1200 90, 500 1200 1200 90",
        "1100 1120 1140 1100 1150, 1120 1120 1140 1100 1150",
        "20 21 20, 20 21 20",
        "0 0 1, 0 0 1"
    })
    void shouldEvenOutWhatIsAlmostEqual(String lengths, String padded) {
        int[] sizes = Arrays.stream(lengths.split(" ", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        assertThat(padded(sizes)).isEqualTo(padded);
    }

    @Test
    void shouldNeverWasteMoreThanItsShareNorTouchThePayload() {
        Random random = SeededRandom.create("BurstPaddingTest");
        for (int round = 0; round < 500; round++) {
            int[] sizes = random.ints(1 + random.nextInt(30), 1, 1_504).toArray();
            padded(sizes);
            for (int i = 0; i < sizes.length; i++) {
                StoredPacket packet = ring.at(ring.readIndex() - sizes.length + i);
                int padding = packet.paddingLength();
                assertThat(packet.payloadLength()).isEqualTo(sizes[i]);
                assertThat(padding).isLessThanOrEqualTo((sizes[i] + padding) / BurstPadding.SHARE);
                for (int at = 0; at < sizes[i] + padding; at++) {
                    byte expected = at < sizes[i] ? content(i) : at == sizes[i] + padding - 1 ? (byte) padding : 0;
                    assertThat(packet.memory().get(ValueLayout.JAVA_BYTE, packet.payloadOffset() + at))
                            .isEqualTo(expected);
                }
            }
        }
    }

    private String padded(int... sizes) {
        RtpPacket view = new RtpPacket();
        for (int i = 0; i < sizes.length; i++) {
            byte[] payload = new byte[sizes[i]];
            Arrays.fill(payload, content(i));
            byte[] packet = RtpPackets.packet(96, false, i, 0, 1, payload);
            assertThat(view.wrap(RtpPackets.offHeap(packet), 0, packet.length)).isTrue();
            StoredPacket slot = Objects.requireNonNull(ring.claim());
            slot.store(view, i, 0, 0);
        }
        ring.publish();
        long from = ring.readIndex();
        long to = ring.endIndex();
        BurstPadding.pad(ring, from, to);
        StringJoiner lengths = new StringJoiner(" ");
        for (long i = from; i < to; i++) {
            StoredPacket packet = ring.at(i);
            lengths.add(Integer.toString(packet.payloadLength() + packet.paddingLength()));
        }
        ring.readTo(to);
        return lengths.toString();
    }

    private static byte content(int index) {
        return (byte) (index + 7);
    }
}
