package dev.stagedoor.media.room;

import dev.stagedoor.media.rtcp.RtcpWriter;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/** One participant's outgoing RTCP: a buffer that is filled and sent; belongs to its loop. */
final class ControlSender {
    /** Fits one datagram on every path, with SRTCP's trailer (RFC 3711 §3.4). */
    private static final int MAX_PACKET_BYTES = 1_100;

    private final PacketSink sink;
    private final LocalIdentity identity;
    private final byte[] cname;
    private final RtcpWriter writer;

    ControlSender(PacketSink sink, LocalIdentity identity) {
        this.sink = sink;
        this.identity = identity;
        cname = identity.cname().getBytes(StandardCharsets.US_ASCII);
        MemorySegment buffer = Arena.ofAuto().allocate(MAX_PACKET_BYTES);
        writer = new RtcpWriter(buffer);
    }

    long ssrc() {
        return identity.controlSsrc();
    }

    /** The writer, emptied. */
    RtcpWriter begin() {
        writer.begin();
        return writer;
    }

    /** Appends the name that a full compound packet must carry (RFC 3550 §6.1). */
    void appendName(long ssrc) {
        writer.cname(ssrc, cname);
    }

    /** Sends what has been written since {@link #begin}, if anything. */
    void flush() {
        if (writer.length() > 0) {
            sink.sendRtcp(writer.memory(), 0, writer.length());
        }
    }
}
