package dev.stagedoor.media.codec;

import static dev.stagedoor.media.rtp.WireBytes.u8;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Reads the lines of the picture from a sequence parameter set (ITU-T H.264 §7.3.2.1.1); reusable. */
final class H264Size {
    /** What comes before the size is far shorter; scaling matrices, which are long, no browser sends. */
    private static final int MAX_BYTES = 128;

    private static final int MAX_HEIGHT = 16_384;
    private static final int MACROBLOCK_LINES = 16;
    private static final int CHROMA_444 = 3;
    private static final int MAX_OFFSETS = 255;

    private final BitReader bits = new BitReader();
    private final MemorySegment raw = Arena.ofAuto().allocate(MAX_BYTES);

    /**
     * The picture's lines, cropping applied.
     *
     * @param offset behind the unit's first byte
     * @return 0 if the set makes no sense
     */
    int height(MemorySegment segment, long offset, int length) {
        bits.wrap(raw, 0, unescape(segment, offset, Math.min(length, MAX_BYTES)));
        int profile = bits.bits(8);
        bits.bits(16);
        bits.exponential();
        int chroma = 1;
        if (isHigh(profile)) {
            chroma = bits.exponential();
            if (chroma == CHROMA_444) {
                bits.bit();
            }
            bits.exponential();
            bits.exponential();
            bits.bit();
            if (bits.bit() != 0) {
                return 0;
            }
        }
        bits.exponential();
        skipOrder();
        bits.exponential();
        bits.bit();
        bits.exponential();
        int mapUnits = bits.exponential() + 1;
        int fields = bits.bit() != 0 ? 1 : 2;
        if (fields == 2) {
            bits.bit();
        }
        bits.bit();
        int cropped = bits.bit() != 0 ? croppedLines(chroma, fields) : 0;
        long lines = (long) mapUnits * MACROBLOCK_LINES * fields - cropped;
        return bits.overrun() || lines <= 0 || lines > MAX_HEIGHT ? 0 : (int) lines;
    }

    /** How the order of pictures is told; only its length matters here. */
    private void skipOrder() {
        int type = bits.exponential();
        if (type == 0) {
            bits.exponential();
        } else if (type == 1) {
            bits.bit();
            bits.signedExponential();
            bits.signedExponential();
            int offsets = Math.min(MAX_OFFSETS, bits.exponential());
            for (int i = 0; i < offsets; i++) {
                bits.signedExponential();
            }
        }
    }

    private int croppedLines(int chroma, int fields) {
        bits.exponential();
        bits.exponential();
        int unit = (chroma == 1 ? 2 : 1) * fields;
        long lines = (long) unit * ((long) bits.exponential() + bits.exponential());
        return (int) Math.min(MAX_HEIGHT, lines);
    }

    /** The profiles that tell their chroma format. */
    private static boolean isHigh(int profile) {
        return switch (profile) {
            case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
            default -> false;
        };
    }

    /** Takes the emulation prevention bytes out (§7.4.1); returns the bytes left. */
    private int unescape(MemorySegment segment, long offset, int length) {
        int zeros = 0;
        int kept = 0;
        for (int i = 0; i < length; i++) {
            int value = u8(segment, offset + i);
            if (zeros >= 2 && value == 3) {
                zeros = 0;
            } else {
                raw.set(ValueLayout.JAVA_BYTE, kept++, (byte) value);
                zeros = value == 0 ? zeros + 1 : 0;
            }
        }
        return kept;
    }
}
