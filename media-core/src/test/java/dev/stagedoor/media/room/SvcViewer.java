package dev.stagedoor.media.room;

import dev.stagedoor.media.codec.Codec;
import dev.stagedoor.media.codec.DependencyDescriptor;
import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.codec.Vp9Payload;
import dev.stagedoor.media.congestion.ArrivalLog;
import dev.stagedoor.media.congestion.EmulatedPath;
import dev.stagedoor.media.rtcp.RtcpWriter;
import dev.stagedoor.media.rtp.RtpPacket;
import dev.stagedoor.media.rtp.RtpPackets;
import dev.stagedoor.media.rtp.SequenceUnwrapper;
import dev.stagedoor.media.rtp.WireBytes;
import dev.stagedoor.media.stream.LossRecovery;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A browser that watches what a {@link SvcPublisher} sends, over an emulated path both ways. It takes packets in order, waits
 * for those that are missing, and keeps a list of everything that a decoder could not go on with: a frame whose references
 * were never received, a picture without an end, a gap in the picture ids.
 */
final class SvcViewer implements PacketSink {
    private static final long MS = 1_000_000;
    private static final long GIVE_UP_NS = 1_500 * MS;
    private static final long KEY_FRAME_WAIT_NS = 300 * MS;

    final UUID id = UUID.randomUUID();
    final EmulatedPath<byte[]> down;
    final EmulatedPath<byte[]> up;
    final Participant participant;
    final List<String> faults = new ArrayList<>();

    /** Largest size and rate of each picture, as in "2.0", whenever it is another. */
    final List<String> shown = new ArrayList<>();

    int pictures;
    int givenUp;

    private final RoomFixture fixture;
    private final long ssrc;
    private final RtpPacket view = new RtpPacket();
    private final Codec codec;
    private final Vp9Payload descriptor = new Vp9Payload();
    private final DependencyDescriptor dependencies = new DependencyDescriptor();
    private final ArrivalLog arrivals = new ArrivalLog();
    private final LossRecovery losses = new LossRecovery();
    private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    private final TreeMap<Long, Packet> buffer = new TreeMap<>();
    private final Set<String> decoded = new HashSet<>();
    private final MemorySegment memory = Arena.ofAuto().allocate(1_400);
    private final RtcpWriter writer = new RtcpWriter(memory);
    private long nextWanted = Long.MIN_VALUE;
    private long stuckSinceNs;
    private Packet last = new Packet(-1, true, -1, -1, true, true, true, "", "", "");
    private int lastShift;

    /** One packet; {@code text} names its frame, {@code references} what that was predicted from. */
    private record Packet(
            long timestamp,
            boolean marker,
            int pictureId,
            int tl0,
            boolean start,
            boolean end,
            boolean key,
            String frame,
            String layers,
            String references) {}

    SvcViewer(RoomFixture fixture, Random random, Codec codec, long ssrc) {
        this.codec = codec;
        this.fixture = fixture;
        this.ssrc = ssrc;
        down = new EmulatedPath<>(random);
        up = new EmulatedPath<>(random);
        down.delayNs = 20 * MS;
        up.delayNs = 20 * MS;
        participant = new Participant(id, fixture.loop, this, new LocalIdentity(1, "viewer"), fixture.settings);
        fixture.room.onJoined(participant);
        fixture.room.onSections(participant, List.of(SvcPublisher.plan(codec, ssrc + 5, ssrc)));
        fixture.runAll();
        participant.onConnected();
        fixture.runAll();
    }

    void watch(UUID publisher) {
        fixture.room.onSubscribe(id, FakePeer.VIDEO_MID, publisher, MediaKind.VIDEO);
        fixture.runAll();
    }

    @Override
    public void sendRtp(MemorySegment source, long offset, int length) {
        down.send(source.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE), length, fixture.loop.nowNs());
    }

    @Override
    public void sendRtcp(MemorySegment source, long offset, int length) {
        // Sender reports; synchronization is another test's.
    }

    /** Once a millisecond: what has arrived, and what is due. */
    void step() {
        long nowNs = fixture.loop.nowNs();
        for (byte[] packet : down.arrived(nowNs)) {
            onPacket(packet, nowNs);
        }
        play(nowNs);
        writer.begin();
        if (nowNs / MS % 50 == 0 && arrivals.pending()) {
            arrivals.report(writer, 1, ssrc);
        }
        if (nowNs / MS % 10 == 0 && losses.missingCount() > 0) {
            losses.request(writer, 1, ssrc, down.delayNs + up.delayNs, nowNs);
        }
        if (writer.length() > 0) {
            up.send(memory.asSlice(0, writer.length()).toArray(ValueLayout.JAVA_BYTE), writer.length(), nowNs);
        }
        for (byte[] packet : up.arrived(nowNs)) {
            participant.onRtcp(RtpPackets.offHeap(packet), 0, packet.length, nowNs);
        }
    }

    private void onPacket(byte[] bytes, long nowNs) {
        MemorySegment segment = MemorySegment.ofArray(bytes);
        if (!view.wrap(segment, 0, bytes.length)) {
            throw new AssertionError("not RTP");
        }
        if (view.findExtension(3)) {
            arrivals.onPacket(WireBytes.u16(segment, view.elementOffset()), nowNs);
        }
        long payload = view.payloadOffset();
        int length = view.payloadLength();
        int sequenceNumber = view.sequenceNumber();
        if (view.ssrc() == ssrc + 1) {
            if (length < 2) {
                return;
            }
            sequenceNumber = WireBytes.u16(segment, payload);
            payload += 2;
            length -= 2;
        }
        long sequence = unwrapper.unwrap(sequenceNumber);
        losses.onPacket(sequence, false, nowNs);
        if (nextWanted == Long.MIN_VALUE) {
            begin(sequence, segment, payload, length, nowNs);
        }
        if (nextWanted != Long.MIN_VALUE && sequence >= nextWanted) {
            buffer.put(sequence, packet(sequence, segment, payload, length));
        }
    }

    /** A picture whose first packet was lost before any other came is not known to be missing: nothing to decode from. */
    private void begin(long sequence, MemorySegment segment, long payload, int length, long nowNs) {
        if (readable(sequence, segment, length)) {
            Packet first = packet(sequence, segment, payload, length);
            if (first.key() && first.start() && first.layers().charAt(0) == '0') {
                nextWanted = sequence;
                stuckSinceNs = nowNs;
                return;
            }
        }
        if (nowNs - stuckSinceNs > KEY_FRAME_WAIT_NS) {
            stuckSinceNs = nowNs;
            askForKeyFrame(nowNs);
        }
    }

    private void askForKeyFrame(long nowNs) {
        writer.begin();
        writer.pictureLoss(1, ssrc);
        up.send(memory.asSlice(0, writer.length()).toArray(ValueLayout.JAVA_BYTE), writer.length(), nowNs);
    }

    private boolean readable(long sequence, MemorySegment segment, int length) {
        return length > 0
                && (codec != Codec.AV1
                        || (view.findExtension(SvcPublisher.DESCRIPTOR_ID)
                                && dependencies.read(segment, view.elementOffset(), view.elementLength(), sequence)));
    }

    private Packet packet(long sequence, MemorySegment segment, long payload, int length) {
        if (length == 0) {
            return new Packet(-1, false, -1, -1, true, true, false, "", "", "");
        }
        if (codec == Codec.AV1) {
            return described(sequence, segment, payload, length);
        }
        if (!descriptor.wrap(segment, payload, length)) {
            throw new AssertionError("not VP9");
        }
        byte[] bytes = new byte[Math.min(60, length - descriptor.descriptorLength())];
        MemorySegment.copy(
                segment, ValueLayout.JAVA_BYTE, payload + descriptor.descriptorLength(), bytes, 0, bytes.length);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int rate = text.indexOf('T');
        int references = text.indexOf('R');
        return new Packet(
                view.timestamp(),
                view.marker(),
                descriptor.pictureId(),
                descriptor.tl0PictureIndex(),
                descriptor.frameStart(),
                descriptor.frameEnd(),
                descriptor.keyFrame(),
                text.substring(1, rate),
                descriptor.spatialLayer() + "." + descriptor.temporalLayer(),
                text.substring(references + 1, text.indexOf(';')));
    }

    /** The frame's number stands for the picture's id: two numbers of one picture are as far apart as its frames. */
    private Packet described(long sequence, MemorySegment segment, long payload, int length) {
        if (!readable(sequence, segment, length)) {
            faults.add("no descriptor, or none that can be read");
            return new Packet(-1, false, -1, -1, true, true, false, "", "", "");
        }
        byte[] bytes = new byte[Math.min(60, length - 1)];
        MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, payload + 1, bytes, 0, bytes.length);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int picture = Integer.parseInt(text, 1, text.indexOf('S'), 10);
        int shift = (dependencies.frameNumber() - dependencies.spatialLayer() - 3 * picture) & 0xFFFF;
        if (!dependencies.keyFrame() && shift != lastShift) {
            faults.add("frame numbers moved by " + shift + " after " + lastShift + " at " + text);
        }
        lastShift = shift;
        return new Packet(
                view.timestamp(),
                view.marker(),
                -1,
                -1,
                dependencies.frameStart(),
                dependencies.frameEnd(),
                dependencies.keyFrame(),
                text.substring(1, text.indexOf('T')),
                dependencies.spatialLayer() + "." + dependencies.temporalLayer(),
                text.substring(text.indexOf('R') + 1, text.indexOf(';')));
    }

    /** Takes packets in order; gives up on one that does not come, and goes on at the next key picture. */
    private void play(long nowNs) {
        while (!buffer.isEmpty() && buffer.firstKey() == nextWanted) {
            take(buffer.pollFirstEntry().getValue());
            nextWanted++;
            stuckSinceNs = nowNs;
        }
        if (!buffer.isEmpty() && nowNs - stuckSinceNs > GIVE_UP_NS) {
            Long key = buffer.entrySet().stream()
                    .filter(entry -> entry.getValue().key())
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(null);
            if (key != null) {
                buffer.headMap(key).clear();
                nextWanted = key;
                givenUp++;
                last = new Packet(-1, true, -1, -1, true, true, true, "", "", "");
                decoded.clear();
            } else if (nowNs / MS % 1_000 == 0) {
                askForKeyFrame(nowNs);
            }
        }
    }

    private void take(Packet packet) {
        if (packet.timestamp() < 0) {
            return;
        }
        boolean newPicture = packet.timestamp() != last.timestamp();
        if (newPicture != last.marker()) {
            faults.add("marker " + last.marker() + " before " + packet.frame() + " after " + last.frame());
        }
        if (packet.start() != last.end()) {
            faults.add("half a frame before " + packet.frame());
        }
        if (newPicture && last.pictureId() >= 0) {
            if (((packet.pictureId() - last.pictureId()) & 0x7FFF) != 1) {
                faults.add("picture id " + last.pictureId() + " then " + packet.pictureId());
            }
            int base = packet.layers().endsWith(".0") ? 1 : 0;
            if (((packet.tl0() - last.tl0()) & 0xFF) != base) {
                faults.add("base index " + last.tl0() + " then " + packet.tl0() + " at " + packet.layers());
            }
        }
        if (packet.end()) {
            decode(packet);
        }
        last = packet;
    }

    private void decode(Packet packet) {
        for (String reference : packet.references().split(",", -1)) {
            if (!reference.isEmpty() && !decoded.contains(reference)) {
                faults.add(packet.frame() + " without " + reference);
            }
        }
        decoded.add(packet.frame());
        if (packet.marker()) {
            pictures++;
            if (shown.isEmpty() || !shown.getLast().equals(packet.layers())) {
                shown.add(packet.layers());
            }
        }
    }

    /** Sizes that were the largest of a picture since the last call, one after the other. */
    String takeSizes() {
        StringBuilder sizes = new StringBuilder();
        for (String each : shown) {
            if (sizes.isEmpty() || sizes.charAt(sizes.length() - 1) != each.charAt(0)) {
                sizes.append(each.charAt(0));
            }
        }
        shown.clear();
        return sizes.toString();
    }
}
