package dev.stagedoor.media.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.rtp.RtpPackets;
import dev.stagedoor.media.rtp.SeededRandom;
import dev.stagedoor.media.rtp.WireBytes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RtcpTest {
    private final MemorySegment memory = Arena.ofAuto().allocate(1200);
    private final RtcpWriter writer = new RtcpWriter(memory);
    private final RecordingVisitor visitor = new RecordingVisitor();

    @Test
    void readsBackACompoundPacketOfEverything() {
        writer.begin();
        writer.senderReport(1, 0x8000_0001_4000_0000L, 0xFFFF_FFFFL, 3, 4);
        writer.receiverReport(2);
        writer.reportBlock(0xFFFF_FFFEL, 255, -3, 70_000, 5, 6, 7);
        writer.reportBlock(9, 0, 0x7F_FFFF, 1, 0, 0, 0);
        writer.cname(2, "stage".getBytes(StandardCharsets.US_ASCII));
        writer.nack(2, 10);
        writer.nackItem(65_535, 0x8001);
        writer.nackItem(20, 0);
        writer.pictureLoss(2, 11);
        writer.fullIntra(2, 12, 5);
        writer.receiverEstimate(2, 2_500_000);
        writer.receiverEstimateOf(13);
        writer.bye(14);

        assertThat(RtcpParser.parse(memory, 0, writer.length(), visitor)).isTrue();

        assertThat(visitor.take())
                .containsExactly(
                        "SR 1 ntp=" + 0x8000_0001_4000_0000L + " rtp=4294967295 packets=3 octets=4",
                        "RB 4294967294 fraction=255 lost=-3 jitter=5 lsr=6 dlsr=7",
                        "RB 9 fraction=0 lost=8388607 jitter=0 lsr=0 dlsr=0",
                        "NACK 10 65535 8001",
                        "NACK 10 20 0",
                        "KEY 11",
                        "KEY 12",
                        "REMB 2500000",
                        "BYE 14");
    }

    @Test
    void leavesOutWhatNoLongerFits() {
        RtcpWriter small = new RtcpWriter(memory.asSlice(0, 20));
        small.begin();

        assertThat(small.pictureLoss(1, 2)).isTrue();
        assertThat(small.nack(1, 2)).isFalse();
        assertThat(small.nackItem(3, 0)).as("of the NACK that did not fit").isFalse();
        assertThat(small.length()).isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource({
        // what is wrong, bytes
        "cut header,                     80C9",
        "wrong version,                  40C9000100000001",
        "length beyond the end,          80C9000200000001",
        "sender report too short,        80C8000100000001",
        "blocks beyond the packet,       81C9000100000001",
        "goodbye of nobody there,        82CB000100000001",
        "NACK without a source,          81CD000100000001",
        "padding of zero,                A0CB000100000000",
        "padding beyond the header,      A0CB000100000005",
        "a goodbye in the padding,       A1CB000100000004",
    })
    void refusesWhatDoesNotAddUp(String what, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThat(RtcpParser.parse(RtpPackets.offHeap(bytes), 0, bytes.length, visitor))
                .as(what)
                .isFalse();
        assertThat(visitor.take()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        // what, bytes, items
        "lost packets,       A1CD0004000000010000000A00070001 00000004, NACK 10 7 1",
        "in a compound,      81CB000100000007A1CD0004000000010000000A00070001 00000004, BYE 7|NACK 10 7 1",
        "two words,          A1CD0005000000010000000A00070001 0000000000000008, NACK 10 7 1",
        "feedback of one,    AFCD0005000000010000000A 00050001000002002001 0401, TWCC 5@516",
    })
    void whatOnlyFillsUpSaysNothing(String what, String hex, String items) {
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));

        assertThat(RtcpParser.parse(RtpPackets.offHeap(bytes), 0, bytes.length, visitor))
                .isTrue();
        assertThat(visitor.take()).as(what).containsExactly(items.split("\\|", -1));
    }

    @ParameterizedTest
    @CsvSource({
        // bits a second, exponent, mantissa, read back
        "0,                   0,  0,      0",
        "1,                   0,  1,      1",
        "262143,              0,  262143, 262143",
        "262144,              1,  131072, 262144",
        "262145,              1,  131072, 262144",
        "524287,              1,  262143, 524286",
        "2500000,             4,  156250, 2500000",
        "9223372036854775807, 45, 262143, 9223336852482686976",
    })
    void anEstimateHasEighteenSignificantBits(long bitsPerSecond, int exponent, int mantissa, long read) {
        writer.begin();
        writer.receiverEstimate(2, bitsPerSecond);

        assertThat(WireBytes.u24(memory, 17)).isEqualTo(exponent << 18 | mantissa);
        assertThat(RtcpParser.parse(memory, 0, writer.length(), visitor)).isTrue();
        assertThat(visitor.take()).containsExactly("REMB " + read);
    }

    @ParameterizedTest
    @CsvSource({
        // exponent, mantissa, read
        "63, 0,      0",
        "62, 1,      4611686018427387904",
        "63, 1,      9223372036854775807",
        "46, 131071, 9223301668110598144",
        "46, 131072, 9223372036854775807",
        "63, 262143, 9223372036854775807",
    })
    void whatIsTooLargeForANumberIsTheLargest(int exponent, int mantissa, long read) {
        writer.begin();
        writer.receiverEstimate(2, 1);
        WireBytes.putU24(memory, 17, exponent << 18 | mantissa);

        assertThat(RtcpParser.parse(memory, 0, writer.length(), visitor)).isTrue();
        assertThat(visitor.take()).containsExactly("REMB " + read);
    }

    @Test
    void anEstimateNamesAsManySourcesAsFit() {
        RtcpWriter small = new RtcpWriter(memory.asSlice(0, 29));
        small.begin();

        assertThat(small.receiverEstimateOf(3)).as("before there is one").isFalse();
        assertThat(small.receiverEstimate(1, 1_000)).isTrue();
        assertThat(small.receiverEstimateOf(0xFFFF_FFFFL)).isTrue();
        assertThat(small.receiverEstimateOf(8)).isTrue();
        assertThat(small.receiverEstimateOf(9)).as("no room").isFalse();
        assertThat(HexFormat.of().formatHex(memory.asSlice(0, small.length()).toArray(ValueLayout.JAVA_BYTE)))
                .isEqualTo("8fce0006" + "00000001" + "00000000" + "52454d42" + "020003e8" + "ffffffff" + "00000008");
    }

    @Test
    void skipsUnknownPacketsInACompound() {
        byte[] bytes = HexFormat.of().parseHex("80CF0001AABBCCDD" + "80CC0000" + "81CB000100000007");

        assertThat(RtcpParser.parse(RtpPackets.offHeap(bytes), 0, bytes.length, visitor))
                .isTrue();
        assertThat(visitor.take()).containsExactly("BYE 7");
    }

    @Test
    void neverThrowsWhateverTheBytes() {
        Random random = SeededRandom.create("RtcpTest fuzz");
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            if (bytes.length >= 4) {
                bytes[0] = (byte) (0x80 | random.nextInt(32));
                bytes[1] = (byte) (200 + random.nextInt(8));
                bytes[2] = 0;
                bytes[3] = (byte) random.nextInt(bytes.length / 4 + 2);
            }
            RtcpParser.parse(MemorySegment.ofArray(bytes), 0, bytes.length, visitor);
            visitor.take();
        }
    }
}
