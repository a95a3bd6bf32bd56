package dev.stagedoor.benchmarks.client.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Writes RTCP packets one behind the other; each method returns the offset behind what it wrote. */
final class RtcpWriter {
    static final int SENDER_REPORT = 200;
    static final int RECEIVER_REPORT = 201;
    static final int SOURCE_DESCRIPTION = 202;
    static final int BYE = 203;
    static final int TRANSPORT_FEEDBACK = 205;
    static final int PAYLOAD_FEEDBACK = 206;

    /** Feedback message types (RFC 4585 section 6). */
    static final int GENERIC_NACK = 1;

    static final int PICTURE_LOSS_INDICATION = 1;

    /** Full intra request (RFC 5104 section 4.3.1). */
    static final int FULL_INTRA_REQUEST = 4;

    /** The five bits that count report blocks. */
    static final int MAX_REPORT_BLOCKS = 31;

    private static final int VERSION_BITS = 0x80;
    private static final int CNAME_ITEM = 1;
    private static final int BLOCK_BYTES = 24;

    private RtcpWriter() {}

    /** What a sender says of one of its streams. */
    record SenderInfo(int ssrc, long ntp, int rtpTimestamp, int packets, int octets) {}

    static int senderReport(byte[] bytes, int offset, SenderInfo sender, List<ReportBlock> blocks) {
        var end = offset + 28 + BLOCK_BYTES * blocks.size();
        header(bytes, offset, blocks.size(), SENDER_REPORT, end);
        Bytes.putInt(bytes, offset + 4, sender.ssrc());
        Bytes.putLong(bytes, offset + 8, sender.ntp());
        Bytes.putInt(bytes, offset + 16, sender.rtpTimestamp());
        Bytes.putInt(bytes, offset + 20, sender.packets());
        Bytes.putInt(bytes, offset + 24, sender.octets());
        putBlocks(bytes, offset + 28, blocks);
        return end;
    }

    static int receiverReport(byte[] bytes, int offset, int ssrc, List<ReportBlock> blocks) {
        var end = offset + 8 + BLOCK_BYTES * blocks.size();
        header(bytes, offset, blocks.size(), RECEIVER_REPORT, end);
        Bytes.putInt(bytes, offset + 4, ssrc);
        putBlocks(bytes, offset + 8, blocks);
        return end;
    }

    static int canonicalName(byte[] bytes, int offset, int ssrc, String name) {
        var text = name.getBytes(StandardCharsets.UTF_8);
        // The chunk ends with at least one null byte and is padded to 32 bits.
        var itemBytes = (2 + text.length + 1 + 3) & ~3;
        var end = offset + 8 + itemBytes;
        Arrays.fill(bytes, offset + 8, end, (byte) 0);
        header(bytes, offset, 1, SOURCE_DESCRIPTION, end);
        Bytes.putInt(bytes, offset + 4, ssrc);
        bytes[offset + 8] = CNAME_ITEM;
        bytes[offset + 9] = (byte) text.length;
        System.arraycopy(text, 0, bytes, offset + 10, text.length);
        return end;
    }

    static int pictureLossIndication(byte[] bytes, int offset, int sender, int media) {
        var end = offset + 12;
        header(bytes, offset, PICTURE_LOSS_INDICATION, PAYLOAD_FEEDBACK, end);
        Bytes.putInt(bytes, offset + 4, sender);
        Bytes.putInt(bytes, offset + 8, media);
        return end;
    }

    /** @param sequenceNumbers rising, not empty */
    static int nack(byte[] bytes, int offset, int sender, int media, List<Integer> sequenceNumbers) {
        var end = offset + 12;
        var i = 0;
        while (i < sequenceNumbers.size()) {
            var first = sequenceNumbers.get(i++);
            var bitmask = 0;
            while (i < sequenceNumbers.size() && distance(first, sequenceNumbers.get(i)) <= 16) {
                bitmask |= 1 << (distance(first, sequenceNumbers.get(i++)) - 1);
            }
            Bytes.putShort(bytes, end, first);
            Bytes.putShort(bytes, end + 2, bitmask);
            end += 4;
        }
        header(bytes, offset, GENERIC_NACK, TRANSPORT_FEEDBACK, end);
        Bytes.putInt(bytes, offset + 4, sender);
        Bytes.putInt(bytes, offset + 8, media);
        return end;
    }

    private static int distance(int from, int to) {
        return (to - from) & 0xFFFF;
    }

    private static void putBlocks(byte[] bytes, int offset, List<ReportBlock> blocks) {
        var at = offset;
        for (var block : blocks) {
            Bytes.putInt(bytes, at, block.ssrc());
            Bytes.putInt(bytes, at + 4, (block.fractionLost() << 24) | (block.cumulativeLost() & 0xFFFFFF));
            Bytes.putInt(bytes, at + 8, block.highestSequence());
            Bytes.putInt(bytes, at + 12, block.jitter());
            Bytes.putInt(bytes, at + 16, block.lastSenderReport());
            Bytes.putInt(bytes, at + 20, block.delaySinceLastSenderReport());
            at += BLOCK_BYTES;
        }
    }

    private static void header(byte[] bytes, int offset, int countOrFormat, int type, int end) {
        bytes[offset] = (byte) (VERSION_BITS | countOrFormat);
        bytes[offset + 1] = (byte) type;
        Bytes.putShort(bytes, offset + 2, (end - offset) / 4 - 1);
    }
}
