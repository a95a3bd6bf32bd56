package dev.stagedoor.media.rtp;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Builds RTP packets byte by byte, independently of the product's writer. */
public final class RtpPackets {
    private RtpPackets() {}

    /** A packet without extensions. */
    public static byte[] packet(
            int payloadType, boolean marker, int sequence, long timestamp, long ssrc, byte[] payload) {
        return packet(payloadType, marker, sequence, timestamp, ssrc, payload, new byte[0]);
    }

    /** A packet with a one-byte-form extension block of these bytes, padded to words. */
    public static byte[] packet(
            int payloadType, boolean marker, int sequence, long timestamp, long ssrc, byte[] payload, byte[] block) {
        return packet((marker ? 0x80 : 0) | payloadType, sequence, timestamp, ssrc, payload, block, 0xBEDE);
    }

    /** A packet with one element in the two-byte form. */
    public static byte[] withElement(byte[] packet, int id, byte[] element) {
        byte[] block = new byte[2 + element.length];
        block[0] = (byte) id;
        block[1] = (byte) element.length;
        System.arraycopy(element, 0, block, 2, element.length);
        RtpPacket view = new RtpPacket();
        if (!view.wrap(MemorySegment.ofArray(packet), 0, packet.length)) {
            throw new AssertionError("not RTP");
        }
        byte[] payload = Arrays.copyOfRange(packet, (int) view.payloadOffset(), packet.length);
        return packet(packet[1] & 0xFF, view.sequenceNumber(), view.timestamp(), view.ssrc(), payload, block, 0x1000);
    }

    private static byte[] packet(
            int markerAndType, int sequence, long timestamp, long ssrc, byte[] payload, byte[] block, int profile) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(block.length == 0 ? 0x80 : 0x90);
        out.write(markerAndType);
        writeInt(out, sequence, 2);
        writeInt(out, timestamp, 4);
        writeInt(out, ssrc, 4);
        if (block.length > 0) {
            int words = (block.length + 3) / 4;
            writeInt(out, profile, 2);
            writeInt(out, words, 2);
            out.writeBytes(block);
            out.writeBytes(new byte[words * 4 - block.length]);
        }
        out.writeBytes(payload);
        return out.toByteArray();
    }

    /** The payload of a packet as text. */
    public static String payloadText(byte[] packet) {
        RtpPacket view = new RtpPacket();
        if (!view.wrap(MemorySegment.ofArray(packet), 0, packet.length)) {
            throw new AssertionError("not RTP");
        }
        return new String(packet, (int) view.payloadOffset(), view.payloadLength(), StandardCharsets.ISO_8859_1);
    }

    /** The bytes off the heap, as packets lie in the product. */
    public static MemorySegment offHeap(byte[] bytes) {
        MemorySegment segment = Arena.ofAuto().allocate(Math.max(1, bytes.length));
        MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
        return segment.asSlice(0, bytes.length);
    }

    private static void writeInt(ByteArrayOutputStream out, long value, int bytes) {
        for (int i = bytes - 1; i >= 0; i--) {
            out.write((int) (value >> (8 * i)));
        }
    }
}
