package dev.stagedoor.media.codec;

import java.util.List;

/**
 * Writes dependency descriptors (AV1 RTP specification, appendix A) as an encoder with several sizes and rates would: one
 * template for each pair, one decode target for each pair, references told frame by frame, no chains.
 */
public final class DescriptorWriter {
    private static final int OFFSET = 60;
    private final int layers;
    private final StringBuilder bits = new StringBuilder();

    /** So many sizes and so many rates. */
    public DescriptorWriter(int layers) {
        this.layers = layers;
    }

    /**
     * The descriptor of one packet.
     *
     * @param references how many frames ago each was that the frame was predicted from
     * @param heights of the sizes, for a key frame; empty for none
     */
    public byte[] write(
            boolean first, boolean last, int size, int rate, int number, List<Integer> references, int[] heights) {
        bits.setLength(0);
        add(first ? 1 : 0, 1);
        add(last ? 1 : 0, 1);
        add((OFFSET + size * layers + rate) % 64, 6);
        add(number & 0xFFFF, 16);
        if (first) {
            add(heights.length > 0 ? 1 : 0, 1);
            add(0b0010, 4);
            if (heights.length > 0) {
                structure(heights);
            }
            for (int each : references) {
                add(each <= 16 ? 1 : 2, 2);
                add(each - 1, each <= 16 ? 4 : 8);
            }
            add(0, 2);
        }
        byte[] bytes = new byte[(bits.length() + 7) / 8];
        for (int i = 0; i < bits.length(); i++) {
            bytes[i / 8] |= (byte) ((bits.charAt(i) - '0') << (7 - i % 8));
        }
        return bytes;
    }

    private void structure(int[] heights) {
        int pairs = layers * layers;
        add(OFFSET, 6);
        add(pairs - 1, 5);
        for (int i = 1; i < pairs; i++) {
            add(i % layers == 0 ? 2 : 1, 2);
        }
        add(3, 2);
        for (int frame = 0; frame < pairs; frame++) {
            for (int target = 0; target < pairs; target++) {
                add(indication(frame / layers, frame % layers, target / layers, target % layers), 2);
            }
        }
        add(0, pairs);
        // No chains: zero among the numbers there could be, ten with three layers, in its short form.
        add(0, Integer.SIZE - Integer.numberOfLeadingZeros(pairs + 1) - 1);
        add(1, 1);
        for (int height : heights) {
            add(height * 16 / 9 - 1, 16);
            add(height - 1, 16);
        }
    }

    private static int indication(int size, int rate, int targetSize, int targetRate) {
        if (size > targetSize || rate > targetRate) {
            return 0;
        }
        if (size < targetSize) {
            return 3;
        }
        return rate > 0 && rate == targetRate ? 1 : 2;
    }

    private void add(int value, int width) {
        for (int i = width - 1; i >= 0; i--) {
            bits.append(value >> i & 1);
        }
    }
}
