package dev.stagedoor.media.room;

import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.congestion.ArrivalLog;
import dev.stagedoor.media.congestion.EmulatedPath;
import dev.stagedoor.media.rtcp.RtcpWriter;
import dev.stagedoor.media.rtp.RtpPacket;
import dev.stagedoor.media.rtp.RtpPackets;
import dev.stagedoor.media.rtp.SequenceUnwrapper;
import dev.stagedoor.media.rtp.WireBytes;
import dev.stagedoor.media.stream.LossRecovery;
import dev.stagedoor.media.stream.NtpTime;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A browser that watches over an emulated path both ways: it gives feedback, asks for what is missing, and decodes pictures
 * in order, each only when all its packets and the picture before it are there. When nothing could be decoded for a while
 * it asks for a key frame.
 *
 * <p>A picture is shown when its time has come, later by a playout delay that grows to a round trip once packets have to
 * be sent again, as a browser's does. What is late then is a freeze; without this, every repaired loss would be one.
 */
final class ViewerModel implements PacketSink {
    static final long MS = 1_000_000;
    private static final long FREEZE_NS = 200 * MS;
    private static final long ASK_NS = 1_000 * MS;
    private static final long REPORT_NS = 1_000 * MS;
    private static final long LEAST_PLAYOUT_NS = 40 * MS;
    private static final int REPAIRS_BEFORE_WAITING = 3;

    final UUID id = UUID.randomUUID();
    final EmulatedPath<byte[]> down;
    final EmulatedPath<byte[]> up;
    final Participant participant;

    /** Encoding shown, by its letter, whenever another was decoded; with the time in milliseconds. */
    final List<String> shown = new ArrayList<>();

    /** Loses what a test points at, besides what chance takes. */
    Predicate<byte[]> loses = packet -> false;

    /** How fast its clock runs beside the right one. */
    double clockRate = 1;

    int decoded;
    int keyFrameRequests;
    long frozenNs;
    long longestFreezeNs;
    long videoBytes;
    long paddingBytes;
    int duplicateNumbers;
    int backwardTimestamps;

    private final RoomFixture fixture;
    private final long ssrc;
    private final long retransmissionSsrc;
    private final RtpPacket view = new RtpPacket();
    private final ArrivalLog arrivals = new ArrivalLog();
    private final LossRecovery losses = new LossRecovery();
    private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    private final TreeMap<Long, Fragment> buffer = new TreeMap<>();
    private final BitSet numbersSeen = new BitSet();
    private final MemorySegment memory = Arena.ofAuto().allocate(1_400);
    private final RtcpWriter writer = new RtcpWriter(memory);
    private long nextWanted = Long.MIN_VALUE;
    private int lastPicture = -1;
    private long lastDecodedNs = Long.MIN_VALUE;
    private long askedNs;
    private long feedbackNs;
    private long reportNs;
    private long newestTimestamp = -1;
    private long clockNs;
    private long leastTransitNs = Long.MAX_VALUE;
    private long playoutNs = LEAST_PLAYOUT_NS;
    private int repairs;
    private long lastShownNs = Long.MIN_VALUE;

    private record Fragment(long timestamp, boolean first, boolean last, boolean key, int picture, char rid) {}

    ViewerModel(RoomFixture fixture, Random random, long ssrc) {
        this.fixture = fixture;
        this.ssrc = ssrc;
        retransmissionSsrc = ssrc + 1;
        down = new EmulatedPath<>(random);
        up = new EmulatedPath<>(random);
        down.delayNs = 20 * MS;
        up.delayNs = 20 * MS;
        participant = new Participant(id, fixture.loop, this, new LocalIdentity(1, "viewer"), fixture.settings);
        fixture.room.onJoined(participant);
        fixture.room.onSections(participant, List.of(Plans.video(ssrc + 5, ssrc)));
        fixture.runAll();
        participant.onConnected();
        fixture.runAll();
    }

    void watch(UUID publisher) {
        fixture.room.onSubscribe(id, FakePeer.VIDEO_MID, publisher, MediaKind.VIDEO);
        fixture.runAll();
        lastDecodedNs = fixture.loop.nowNs();
        lastShownNs = lastDecodedNs;
    }

    @Override
    public void sendRtp(MemorySegment source, long offset, int length) {
        byte[] packet = source.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
        int sequenceNumber = (packet[2] & 0xFF) << 8 | (packet[3] & 0xFF);
        int stream = (packet[11] & 0xFF) << 16;
        duplicateNumbers += numbersSeen.get(stream | sequenceNumber) ? 1 : 0;
        numbersSeen.set(stream | sequenceNumber);
        numbersSeen.clear(stream | ((sequenceNumber + 0x8000) & 0xFFFF));
        if (!loses.test(packet)) {
            down.send(packet, length, fixture.loop.nowNs());
        }
    }

    @Override
    public void sendRtcp(MemorySegment source, long offset, int length) {
        // Sender reports; synchronization is another test's.
    }

    /** A report that says when a report of ours, sent a moment ago, came: thus the round trip is measured. */
    private void report(long nowNs) {
        long sentNs = nowNs - down.delayNs + fixture.settings.ntpOffsetNs();
        writer.receiverReport(1);
        writer.reportBlock(ssrc, 0, 0, 1, 0, NtpTime.middle(NtpTime.ofNanos(sentNs)), 0);
    }

    /** Once a millisecond: what has arrived, and what is due. */
    void step() {
        long nowNs = fixture.loop.nowNs();
        for (byte[] packet : down.arrived(nowNs)) {
            onPacket(packet, nowNs);
        }
        if (nowNs - feedbackNs >= 50 * MS) {
            feedbackNs = nowNs;
            writer.begin();
            if (nowNs - reportNs >= REPORT_NS) {
                reportNs = nowNs;
                report(nowNs);
            }
            if (arrivals.pending()) {
                arrivals.report(writer, 1, ssrc);
            }
            if (nowNs - lastDecodedNs > ASK_NS && nowNs - askedNs > ASK_NS && nextWanted != Long.MIN_VALUE) {
                askedNs = nowNs;
                keyFrameRequests++;
                writer.pictureLoss(1, ssrc);
            }
            if (writer.length() > 0) {
                up.send(memory.asSlice(0, writer.length()).toArray(ValueLayout.JAVA_BYTE), writer.length(), nowNs);
            }
        }
        if (nowNs / MS % 10 == 0 && losses.missingCount() > 0) {
            writer.begin();
            long roundTripNs = down.delayNs + up.delayNs;
            losses.request(writer, 1, ssrc, roundTripNs, nowNs);
            if (writer.length() > 0) {
                up.send(memory.asSlice(0, writer.length()).toArray(ValueLayout.JAVA_BYTE), writer.length(), nowNs);
            }
        }
        for (byte[] packet : up.arrived(nowNs)) {
            participant.onRtcp(RtpPackets.offHeap(packet), 0, packet.length, nowNs);
        }
    }

    /** Closes the books on a freeze that still goes on. */
    void finish() {
        countFreeze(fixture.loop.nowNs());
    }

    /** Forgets what was counted so far. */
    void resetCounts() {
        finish();
        decoded = 1;
        keyFrameRequests = 0;
        frozenNs = 0;
        longestFreezeNs = 0;
        videoBytes = 0;
        paddingBytes = 0;
        shown.clear();
    }

    String shownNow() {
        return shown.isEmpty() ? "" : shown.getLast().substring(0, 1);
    }

    private void onPacket(byte[] packet, long nowNs) {
        MemorySegment segment = MemorySegment.ofArray(packet);
        if (!view.wrap(segment, 0, packet.length)) {
            throw new AssertionError("not RTP");
        }
        if (view.findExtension(3)) {
            arrivals.onPacket(WireBytes.u16(segment, view.elementOffset()), (long) (nowNs * clockRate));
        }
        long payload = view.payloadOffset();
        int length = view.payloadLength();
        int sequenceNumber = view.sequenceNumber();
        if (view.ssrc() != retransmissionSsrc) {
            noteTransit(view.timestamp(), nowNs);
        } else {
            if (length < 2) {
                paddingBytes += packet.length;
                return;
            }
            sequenceNumber = WireBytes.u16(segment, payload);
            repairs++;
            playoutNs = repairs < REPAIRS_BEFORE_WAITING ? playoutNs : down.delayNs + up.delayNs + LEAST_PLAYOUT_NS;
            payload += 2;
            length -= 2;
        }
        videoBytes += packet.length;
        long sequence = unwrapper.unwrap(sequenceNumber);
        losses.onPacket(sequence, false, nowNs);
        // The very first packets may come in disorder, too.
        if (lastPicture < 0 && (nextWanted == Long.MIN_VALUE || sequence < nextWanted)) {
            nextWanted = sequence;
        }
        if (sequence >= nextWanted) {
            buffer.put(sequence, fragment(segment, payload, length));
        }
        decode(nowNs);
    }

    private Fragment fragment(MemorySegment segment, long payload, int length) {
        if (length == 0) {
            return new Fragment(-1, true, true, false, -1, '-');
        }
        boolean first = (WireBytes.u8(segment, payload) & 0x10) != 0;
        int picture = WireBytes.u16(segment, payload + 2) & 0x7FFF;
        boolean key = first && (WireBytes.u8(segment, payload + 6) & 1) == 0;
        int textAt = first ? (key ? 16 : 7) : (WireBytes.u8(segment, payload + 6) == 0x10 ? 16 : 7);
        char rid = (char) WireBytes.u8(segment, payload + textAt);
        return new Fragment(view.timestamp(), first, view.marker(), key, picture, rid);
    }

    /** Takes whole pictures from the front; jumps to a key frame that is whole if the front is stuck. */
    private void decode(long nowNs) {
        while (decodeAt(nextWanted, false, nowNs)) {
            // One picture after the other.
        }
        for (var entry : buffer.tailMap(nextWanted, true).entrySet()) {
            if (entry.getValue().key() && decodeAt(entry.getKey(), true, nowNs)) {
                decode(nowNs);
                return;
            }
        }
    }

    private boolean decodeAt(long from, boolean jump, long nowNs) {
        Fragment head = buffer.get(from);
        if (head == null) {
            return false;
        }
        if (head.timestamp() < 0) {
            take(from);
            return true;
        }
        if (!head.first() || !(jump || head.key() || head.picture() == ((lastPicture + 1) & 0x7FFF))) {
            return false;
        }
        long to = from;
        Fragment tail = head;
        while (!tail.last()) {
            tail = buffer.get(++to);
            if (tail == null || tail.timestamp() != head.timestamp()) {
                return false;
            }
        }
        if (newestTimestamp >= 0 && (int) (head.timestamp() - newestTimestamp) <= 0) {
            backwardTimestamps++;
        }
        onTimestamp(head.timestamp());
        take(to);
        lastPicture = head.picture();
        onDecoded(head.rid(), nowNs);
        return true;
    }

    private void countFreeze(long shownNs) {
        long gapNs = shownNs - lastShownNs;
        if (gapNs > FREEZE_NS) {
            frozenNs += gapNs;
            longestFreezeNs = Math.max(longestFreezeNs, gapNs);
        }
        lastShownNs = Math.max(lastShownNs, shownNs);
    }

    private void take(long to) {
        buffer.headMap(to, true).clear();
        nextWanted = to + 1;
    }

    /** The picture's time, counted on from the first one's. */
    private void onTimestamp(long timestamp) {
        clockNs += newestTimestamp < 0 ? 0 : toNs(timestamp);
        newestTimestamp = timestamp;
    }

    private long toNs(long timestamp) {
        return (int) (timestamp - newestTimestamp) * 100_000L / 9;
    }

    private void noteTransit(long timestamp, long nowNs) {
        if (newestTimestamp >= 0) {
            long transitNs = nowNs - clockNs - toNs(timestamp);
            boolean first = leastTransitNs == Long.MAX_VALUE;
            // A route may become longer, so what was fastest is slowly forgotten.
            leastTransitNs =
                    first ? transitNs : Math.min(transitNs, leastTransitNs + (transitNs - leastTransitNs) / 512);
        }
    }

    private void onDecoded(char rid, long nowNs) {
        decoded++;
        lastDecodedNs = nowNs;
        countFreeze(Math.max(nowNs, leastTransitNs == Long.MAX_VALUE ? nowNs : clockNs + leastTransitNs + playoutNs));
        if (shown.isEmpty() || shown.getLast().charAt(0) != rid) {
            shown.add(rid + "@" + nowNs / MS);
        }
    }
}
