package dev.stagedoor.benchmarks.client.media;

import dev.stagedoor.benchmarks.client.sdp.PayloadTypes;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/** One source that we send: writes the RTP headers and keeps what its sender reports tell. */
final class OutgoingStream {
    private static final int MARKER = 0x80;
    private static final int VERSION_WITH_EXTENSION = 0x90;
    private static final int ONE_BYTE_EXTENSIONS = 0xBEDE;
    private static final int EXTENSION_OFFSET = 12;
    private static final int ABSOLUTE_SEND_TIME_BYTES = 4;

    private final int ssrc;
    private final int payloadType;
    private final byte[] mid;
    private final NtpClock clock;
    private int sequenceNumber;
    private final int timestampOffset;
    private int timestamp;
    private long timestampAtNs;
    private int packets;
    private int octets;

    OutgoingStream(int ssrc, int payloadType, String mid, NtpClock clock, RandomGenerator random) {
        this.ssrc = ssrc;
        this.payloadType = payloadType;
        this.mid = mid.getBytes(StandardCharsets.US_ASCII);
        this.clock = clock;
        // The first number stays below 2^15, so that a lost first packet cannot confuse SRTP's rollover counter.
        this.sequenceNumber = random.nextInt(1 << 15);
        this.timestampOffset = random.nextInt();
    }

    int ssrc() {
        return ssrc;
    }

    /** The sequence number of the packet written last. */
    int lastSequenceNumber() {
        return (sequenceNumber - 1) & 0xFFFF;
    }

    int packets() {
        return packets;
    }

    /** Bytes of payload sent. */
    int octets() {
        return octets;
    }

    /**
     * Writes the header of the next packet with {@code mid} and the send time as extensions; returns the payload's offset.
     *
     * @param mediaTime timestamp units since the stream began
     */
    int writeHeader(byte[] packet, boolean marker, int mediaTime, long nowNs) {
        timestamp = timestampOffset + mediaTime;
        timestampAtNs = nowNs;
        packet[0] = (byte) VERSION_WITH_EXTENSION;
        packet[1] = (byte) (payloadType | (marker ? MARKER : 0));
        Bytes.putShort(packet, 2, sequenceNumber);
        Bytes.putInt(packet, 4, timestamp);
        Bytes.putInt(packet, 8, ssrc);
        sequenceNumber = (sequenceNumber + 1) & 0xFFFF;
        return writeExtensions(packet, nowNs);
    }

    /** The packet that was written last is sent, with this length of payload. */
    void onSent(int payloadBytes) {
        packets++;
        octets += payloadBytes;
    }

    /** What to tell at {@code nowNs}: the media time that would be sent now, so that receivers can align streams. */
    RtcpWriter.SenderInfo senderInfo(long nowNs, int clockRate) {
        var elapsed = (int) ((nowNs - timestampAtNs) / 1_000 * clockRate / 1_000_000);
        return new RtcpWriter.SenderInfo(ssrc, clock.ntp(nowNs), timestamp + elapsed, packets, octets);
    }

    private int writeExtensions(byte[] packet, long nowNs) {
        var extensionBytes = (ABSOLUTE_SEND_TIME_BYTES + 1 + mid.length + 3) & ~3;
        Bytes.putShort(packet, EXTENSION_OFFSET, ONE_BYTE_EXTENSIONS);
        Bytes.putShort(packet, EXTENSION_OFFSET + 2, extensionBytes / 4);
        var at = EXTENSION_OFFSET + 4;
        // One word: id and length − 1 (RFC 8285 section 4.2), then 24 bits of time.
        Bytes.putInt(
                packet,
                at,
                (((PayloadTypes.ABSOLUTE_SEND_TIME_EXTENSION << 4) | 2) << 24) | clock.absoluteSendTime(nowNs));
        var end = at + extensionBytes;
        at += ABSOLUTE_SEND_TIME_BYTES;
        packet[at++] = (byte) ((PayloadTypes.MID_EXTENSION << 4) | (mid.length - 1));
        System.arraycopy(mid, 0, packet, at, mid.length);
        at += mid.length;
        while (at < end) {
            packet[at++] = 0;
        }
        return end;
    }
}
