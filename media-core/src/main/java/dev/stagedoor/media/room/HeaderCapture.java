package dev.stagedoor.media.room;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;

/**
 * Writes down the headers of one participant's packets, for somebody who looks for a fault, in the file format of pcap
 * (draft-ietf-opsawg-pcap). No payload is kept: sound and picture are nobody's business. Every packet's real length is.
 *
 * <p>Packets are recorded in the clear, behind invented IPv4 and UDP headers, so that any program takes them for RTP: from
 * {@code 192.0.2.1} (the participant) to {@code 192.0.2.2} (us) and back (RFC 5737), port 5004. Bounded: what comes after
 * the last place is left out. Belongs to the participant's loop.
 */
final class HeaderCapture {
    /** Some megabytes at most; at a thousand packets a second, twenty seconds. */
    static final int MAX_PACKETS = 20_000;

    private static final int MAGIC_NANOSECONDS = 0xA1B23C4D;
    private static final int LINK_TYPE_IPV4 = 228;
    private static final int SNAP_BYTES = 65_535;
    private static final int FILE_HEADER_BYTES = 24;
    private static final int RECORD_HEADER_BYTES = 16;
    private static final int IP_BYTES = 20;
    private static final int UDP_BYTES = 8;
    private static final int PARTICIPANT = 0xC000_0201;
    private static final int US = 0xC000_0202;
    private static final short PORT = 5_004;
    private static final int RTP_FIXED_BYTES = 12;
    private static final long NS_PER_SECOND = 1_000_000_000;
    private static final long NTP_TO_UNIX_S = 2_208_988_800L;

    private final long ntpOffsetNs;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int packets;

    /** @param ntpOffsetNs see {@link RoomSettings} */
    HeaderCapture(long ntpOffsetNs) {
        this.ntpOffsetNs = ntpOffsetNs;
        ByteBuffer header = ByteBuffer.allocate(FILE_HEADER_BYTES);
        header.putInt(MAGIC_NANOSECONDS)
                .putShort((short) 2)
                .putShort((short) 4)
                .putInt(0)
                .putInt(0);
        header.putInt(SNAP_BYTES).putInt(LINK_TYPE_IPV4);
        out.writeBytes(header.array());
    }

    /** A plain RTP packet went by. */
    void onRtp(MemorySegment segment, long offset, int length, boolean outgoing, long nowNs) {
        if (packets == MAX_PACKETS) {
            return;
        }
        packets++;
        int kept = headerBytes(segment, offset, length);
        long ntpNs = nowNs + ntpOffsetNs;
        int datagram = IP_BYTES + UDP_BYTES + length;
        ByteBuffer entry = ByteBuffer.allocate(RECORD_HEADER_BYTES + IP_BYTES + UDP_BYTES + kept);
        entry.putInt((int) (ntpNs / NS_PER_SECOND - NTP_TO_UNIX_S)).putInt((int) (ntpNs % NS_PER_SECOND));
        entry.putInt(IP_BYTES + UDP_BYTES + kept).putInt(datagram);
        entry.putShort((short) 0x4500)
                .putShort((short) datagram)
                .putInt(0)
                .putShort((short) 0x4011)
                .putShort((short) 0);
        entry.putInt(outgoing ? US : PARTICIPANT).putInt(outgoing ? PARTICIPANT : US);
        entry.putShort(PORT)
                .putShort(PORT)
                .putShort((short) (UDP_BYTES + length))
                .putShort((short) 0);
        MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, offset, entry.array(), entry.position(), kept);
        out.writeBytes(entry.array());
    }

    /** Fixed header, contributing sources and extensions; all of it lies within the packet. */
    private static int headerBytes(MemorySegment segment, long offset, int length) {
        if (length < RTP_FIXED_BYTES) {
            return 0;
        }
        int first = segment.get(ValueLayout.JAVA_BYTE, offset) & 0xFF;
        int header = RTP_FIXED_BYTES + 4 * (first & 0x0F);
        if ((first & 0x10) != 0 && header + 4 <= length) {
            int high = segment.get(ValueLayout.JAVA_BYTE, offset + header + 2) & 0xFF;
            int low = segment.get(ValueLayout.JAVA_BYTE, offset + header + 3) & 0xFF;
            header += 4 + 4 * (high << 8 | low);
        }
        return Math.min(header, length);
    }

    /** The file so far. */
    byte[] file() {
        return out.toByteArray();
    }
}
