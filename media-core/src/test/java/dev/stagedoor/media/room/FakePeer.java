package dev.stagedoor.media.room;

import dev.stagedoor.media.rtcp.RecordingVisitor;
import dev.stagedoor.media.rtcp.RtcpParser;
import dev.stagedoor.media.rtcp.RtcpWriter;
import dev.stagedoor.media.rtp.RtpPacket;
import dev.stagedoor.media.rtp.RtpPackets;
import dev.stagedoor.media.rtp.WireBytes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A browser without a network: hands packets to its participant and keeps what it is sent. */
final class FakePeer implements PacketSink {
    /** Sections of every fake: audio is mid 0, video is mid 1, numbered as Chromium does. */
    static final String AUDIO_MID = "0";

    static final String VIDEO_MID = "1";

    /** Version, format 15, type 205. */
    private static final int TRANSPORT_FEEDBACK = 0x8FCD;

    /** Version, format 4, type 206. */
    private static final int FULL_INTRA = 0x84CE;

    final UUID id;
    final InlineLoop loop;
    final Participant participant;
    final List<Sent> media = new ArrayList<>();
    final List<String> control = new ArrayList<>();

    /** Sources asked for a key frame by FIR, each with the request's number. */
    final List<String> fullIntraRequests = new ArrayList<>();

    /** The source that the newest transport-wide feedback names. */
    long feedbackSource;

    private final RtpPacket view = new RtpPacket();
    private final MemorySegment controlMemory = Arena.ofAuto().allocate(1_200);

    FakePeer(InlineLoop loop, RoomSettings settings) {
        this(UUID.randomUUID(), loop, settings);
    }

    /** Somebody who was here before, with a new transport. */
    FakePeer(UUID id, InlineLoop loop, RoomSettings settings) {
        this.id = id;
        this.loop = loop;
        participant = new Participant(id, loop, this, new LocalIdentity(0x5000_0000L, "name"), settings);
    }

    /** One packet that this peer received; {@code bytes} is all of it, a character a byte. */
    record Sent(
            long ssrc,
            int payloadType,
            boolean marker,
            int sequence,
            long timestamp,
            String mid,
            String payload,
            String bytes) {}

    @Override
    public void sendRtp(MemorySegment source, long offset, int length) {
        if (!view.wrap(source, offset, length)) {
            throw new AssertionError("not RTP");
        }
        String mid = view.findExtension(Plans.MID_ID) ? text(view.elementOffset(), view.elementLength()) : "";
        media.add(new Sent(
                view.ssrc(),
                view.payloadType(),
                view.marker(),
                view.sequenceNumber(),
                view.timestamp(),
                mid,
                text(view.payloadOffset(), view.payloadLength()),
                text(offset, length)));
    }

    private String text(long offset, int length) {
        byte[] bytes = new byte[length];
        MemorySegment.copy(view.segment(), ValueLayout.JAVA_BYTE, offset, bytes, 0, length);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void sendRtcp(MemorySegment source, long offset, int length) {
        RecordingVisitor visitor = new RecordingVisitor();
        if (!RtcpParser.parse(source, offset, length, visitor)) {
            throw new AssertionError("not RTCP");
        }
        control.addAll(visitor.take());
        if (WireBytes.u16(source, offset) == TRANSPORT_FEEDBACK) {
            feedbackSource = WireBytes.u32(source, offset + 8);
        }
        if (WireBytes.u16(source, offset) == FULL_INTRA) {
            fullIntraRequests.add(WireBytes.u32(source, offset + 12) + " " + WireBytes.u8(source, offset + 16));
        }
    }

    /** Hands one packet in, without ending the burst. */
    void rtp(byte[] packet) {
        participant.onRtp(RtpPackets.offHeap(packet), 0, packet.length, loop.nowNs());
    }

    /** Ends the burst and runs what follows from it. */
    void turnEnd() {
        participant.onTurnEnd(loop.nowNs());
        loop.runAll();
    }

    /** One packet in a burst of its own. */
    void sends(byte[] packet) {
        rtp(packet);
        turnEnd();
    }

    /** Hands a control packet in. */
    void sendsControl(Consumer<RtcpWriter> content) {
        RtcpWriter writer = new RtcpWriter(controlMemory);
        writer.begin();
        content.accept(writer);
        participant.onRtcp(controlMemory, 0, writer.length(), loop.nowNs());
        loop.runAll();
    }

    /** What has been received on a section, retransmissions excluded. */
    List<Sent> on(String mid) {
        return media.stream()
                .filter(sent -> sent.mid().equals(mid) && sent.payloadType() != Plans.VIDEO_RTX_PT)
                .toList();
    }

    long controlCount(Predicate<String> wanted) {
        return control.stream().filter(wanted).count();
    }
}
