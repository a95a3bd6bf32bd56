package dev.stagedoor.media.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.codec.FrameReader;
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
    private final PacketRing ring = new PacketRing(512, 3);

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

    /** Sizes of a simulcast arrive in turn; a receiver gets one of them. Length and, behind a colon, encoding. */
    @ParameterizedTest
    @CsvSource({
        "1100:0 500:1 1101:0 501:1, 1101 501 1101 501",
        "1100:2 500:1 90:0 1101:2 501:1 1101:2 480:2, 1101 501 90 1101 501 1101 480",
        "700:0 1200:1 701:0 1201:1 300:0 1150:1, 701 1201 701 1201 300 1150",
        "1100:0 1101:1, 1100 1101"
    })
    void shouldEvenOutEachEncodingByItself(String lengths, String padded) {
        String[] packets = lengths.split(" ", -1);
        int[] sizes = Arrays.stream(packets)
                .mapToInt(packet -> Integer.parseInt(packet, 0, packet.indexOf(':'), 10))
                .toArray();
        int[] encodings = Arrays.stream(packets)
                .mapToInt(packet -> packet.charAt(packet.length() - 1) - '0')
                .toArray();
        assertThat(padded(sizes, encodings)).isEqualTo(padded);
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
        return padded(sizes, new int[sizes.length]);
    }

    private String padded(int[] sizes, int[] encodings) {
        RtpPacket view = new RtpPacket();
        for (int i = 0; i < sizes.length; i++) {
            byte[] payload = new byte[sizes[i]];
            Arrays.fill(payload, content(i));
            byte[] packet = RtpPackets.packet(96, false, i, 0, 1, payload);
            assertThat(view.wrap(RtpPackets.offHeap(packet), 0, packet.length)).isTrue();
            StoredPacket slot = Objects.requireNonNull(ring.claim());
            slot.store(view, 0, i, 0, 0);
            slot.describe(0, encodings[i], new FrameReader());
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
