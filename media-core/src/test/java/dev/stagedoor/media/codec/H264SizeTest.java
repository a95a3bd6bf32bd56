package dev.stagedoor.media.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.media.rtp.SeededRandom;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class H264SizeTest {
    private final FrameReader frame = new FrameReader();

    /** Parameter sets written bit by bit after ITU-T H.264 §7.3.2.1.1. */
    @ParameterizedTest
    @CsvSource({
        // what, profile, map units, only frames, lines cropped at the bottom in units, lines
        "720 lines,                        66,  45, true,  0,  720",
        "1080 lines of 68 blocks,          66,  68, true,  4, 1080",
        "360 lines of 23 blocks,           66,  23, true,  4,  360",
        "high profile,                    100,  68, true,  4, 1080",
        "fields: units of two blocks,      66,  34, false, 2, 1080",
        "no lines are left,                66,   1, true,  8,    0",
    })
    void readsTheLinesOfThePicture(String what, int profile, int units, boolean frames, int crop, int lines) {
        byte[] set = set(profile, units, frames, crop);
        frame.read(Codec.H264, MemorySegment.ofArray(set), 0, set.length);

        assertThat(frame.keyFrame()).isTrue();
        assertThat(frame.sizes() == 0 ? 0 : frame.height(0)).as(what).isEqualTo(lines);
    }

    @Test
    void findsTheSetWithinAnAggregate() {
        byte[] set = set(66, 45, true, 0);
        byte[] aggregate = new byte[1 + 2 + 1 + 2 + set.length];
        aggregate[0] = 24;
        aggregate[2] = 1;
        aggregate[3] = 9;
        aggregate[5] = (byte) set.length;
        System.arraycopy(set, 0, aggregate, 6, set.length);
        frame.read(Codec.H264, MemorySegment.ofArray(aggregate), 0, aggregate.length);

        assertThat(frame.height(0)).isEqualTo(720);
    }

    @Test
    void aSetThatIsCutShortTellsNothing() {
        byte[] set = set(66, 45, true, 0);
        for (int length = 2; length < set.length - 1; length++) {
            frame.read(Codec.H264, MemorySegment.ofArray(set), 0, length);
            assertThat(frame.sizes()).as("%d bytes", length).isZero();
        }
    }

    @Test
    void neverThrowsWhateverTheBytes() {
        Random random = SeededRandom.create("H264SizeTest");
        for (int i = 0; i < 200_000; i++) {
            byte[] set = new byte[1 + random.nextInt(200)];
            random.nextBytes(set);
            set[0] = 0x67;
            frame.read(Codec.H264, MemorySegment.ofArray(set), 0, set.length);
        }
    }

    private static byte[] set(int profile, int units, boolean frames, int crop) {
        StringBuilder bits = new StringBuilder();
        bits.append(fixed(0x67, 8))
                .append(fixed(profile, 8))
                .append(fixed(0xE0, 8))
                .append(fixed(31, 8));
        bits.append(golomb(0));
        if (profile == 100) {
            bits.append(golomb(1)).append(golomb(0)).append(golomb(0)).append("00");
        }
        bits.append(golomb(0))
                .append(golomb(1))
                .append("0")
                .append(golomb(1))
                .append(golomb(3))
                .append(golomb(2));
        bits.append(golomb(1)).append(golomb(0)).append(golomb(1)).append("0");
        bits.append(golomb(79))
                .append(golomb(units - 1))
                .append(frames ? "1" : "00")
                .append("1");
        bits.append(crop == 0 ? "0" : "1" + golomb(0) + golomb(0) + golomb(0) + golomb(crop))
                .append("0")
                .append("1");
        bits.append("0".repeat((8 - bits.length() % 8) % 8));
        StringBuilder escaped = new StringBuilder();
        int zeros = 0;
        for (int i = 0; i < bits.length(); i += 8) {
            int value = Integer.parseInt(bits, i, i + 8, 2);
            if (zeros >= 2 && value <= 3) {
                escaped.append("03");
                zeros = 0;
            }
            zeros = value == 0 ? zeros + 1 : 0;
            escaped.append(HexFormat.of().toHexDigits((byte) value));
        }
        return HexFormat.of().parseHex(escaped);
    }

    private static String fixed(int value, int width) {
        String bits = Integer.toBinaryString(value);
        return "0".repeat(width - bits.length()) + bits;
    }

    private static String golomb(int value) {
        String bits = Integer.toBinaryString(value + 1);
        return "0".repeat(bits.length() - 1) + bits;
    }
}
