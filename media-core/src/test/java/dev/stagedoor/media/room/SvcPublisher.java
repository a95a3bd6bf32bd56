package dev.stagedoor.media.room;

import dev.stagedoor.media.codec.Codec;
import dev.stagedoor.media.codec.DescriptorWriter;
import dev.stagedoor.media.codec.MediaKind;
import dev.stagedoor.media.codec.NegotiatedCodec;
import dev.stagedoor.media.codec.PayloadFormat;
import dev.stagedoor.media.room.SectionPlan.StreamSources;
import dev.stagedoor.media.rtp.ExtensionIds;
import dev.stagedoor.media.rtp.RtpPackets;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A browser that sends VP9, or AV1 with dependency descriptors, in three sizes and three frame rates in one stream (L3T3), or with inter-layer prediction at key
 * pictures alone (L3T3_KEY). Every frame says in its payload what it is and what it was predicted from, so that a viewer can
 * check. Some packets come late, as if lost and recovered.
 */
final class SvcPublisher {
    static final long SSRC = 3_100;
    static final int LAYERS = 3;
    static final int DESCRIPTOR_ID = 9;
    private static final int[] HEIGHTS = {180, 360, 720};
    private static final int[] WIDTHS = {320, 640, 1280};
    private static final int[] BYTES = {500, 1_500, 4_000};
    private static final int[] PATTERN = {0, 2, 1, 2};
    private static final int PACKET_BYTES = 900;

    /** Encoders take their time. */
    private static final int MAX_KEY_DELAY = 5;

    final FakePeer peer;

    /** Share of packets that come late. */
    double late;

    /** The next packet comes late for sure. */
    boolean holdNext;

    int keyPictures;

    /** The lowest that it was told to send at most. */
    long lowestCap = Long.MAX_VALUE;

    private final RoomFixture fixture;
    private final Random random;
    private final boolean keyOnly;
    private final Codec codec;
    private final DescriptorWriter descriptors = new DescriptorWriter(LAYERS);
    private final List<byte[]> held = new ArrayList<>();
    private final int[] newestOfRate = new int[LAYERS];
    private int sequence = 65_400;
    private int picture = 32_700;
    private int tl0 = 250;
    private int sinceKey;
    /** Pictures until the next key picture, negative if none is wanted. */
    private int keyIn;

    SvcPublisher(RoomFixture fixture, Random random, Codec codec, boolean keyOnly) {
        this.codec = codec;
        this.fixture = fixture;
        this.random = random;
        this.keyOnly = keyOnly;
        peer = fixture.join(plan(codec, SSRC, 900));
    }

    /** A section; the retransmission sources are one above. */
    static SectionPlan plan(Codec codec, long ssrc, long ourSsrc) {
        NegotiatedCodec agreed =
                new NegotiatedCodec(new PayloadFormat(codec, "0"), Plans.VIDEO_PT, Plans.VIDEO_RTX_PT, true);
        return new SectionPlan(
                FakePeer.VIDEO_MID,
                MediaKind.VIDEO,
                List.of(agreed),
                new ExtensionIds(Plans.MID_ID, 2, 3, 1, 13, 0, 0, 0, DESCRIPTOR_ID, 0, 0),
                true,
                new StreamSources(ssrc, ssrc + 1),
                List.of(),
                true,
                new StreamSources(ourSsrc, ourSsrc + 1));
    }

    /** The next picture in all its layers; then the burst ends. */
    void picture() {
        if (peer.control.removeIf(item -> item.equals("KEY " + SSRC)) && keyIn < 0) {
            keyIn = random.nextInt(MAX_KEY_DELAY + 1);
        }
        for (String item : peer.control) {
            lowestCap = Math.min(lowestCap, item.startsWith("REMB ") ? Long.parseLong(item.substring(5)) : lowestCap);
        }
        peer.control.clear();
        boolean key = keyIn == 0;
        keyIn = Math.max(-1, keyIn - 1);
        keyPictures += key ? 1 : 0;
        sinceKey = key ? 0 : sinceKey + 1;
        int rate = PATTERN[sinceKey % PATTERN.length];
        picture++;
        tl0 += rate == 0 ? 1 : 0;
        int earlier = key ? -1 : rate == 0 ? newestOfRate[0] : sinceKey % 4 == 3 ? newestOfRate[1] : newestOfRate[0];
        newestOfRate[rate] = picture;
        for (int size = 0; size < LAYERS; size++) {
            frame(size, rate, key, earlier);
        }
        held.removeIf(packet -> {
            boolean comes = random.nextDouble() < 0.5;
            if (comes) {
                peer.rtp(packet);
            }
            return comes;
        });
        peer.turnEnd();
    }

    private void frame(int size, int rate, boolean key, int earlier) {
        boolean fromSmaller = size > 0 && (key || !keyOnly);
        List<String> references = new ArrayList<>();
        List<Integer> framesAgo = new ArrayList<>();
        if (earlier >= 0) {
            references.add(earlier + "S" + size);
            framesAgo.add((picture - earlier) * LAYERS);
        }
        if (fromSmaller) {
            references.add(picture + "S" + (size - 1));
            framesAgo.add(1);
        }
        int number = picture * LAYERS + size;
        String text = "@" + picture + "S" + size + "T" + rate + "R" + String.join(",", references) + ";";
        int left = key ? 3 * BYTES[size] : BYTES[size];
        boolean first = true;
        while (left > 0) {
            int bytes = Math.min(left, PACKET_BYTES);
            left -= bytes;
            boolean last = left == 0;
            String filled = text + "x".repeat(bytes);
            byte[] payload = codec == Codec.AV1
                    ? ("\0" + filled).getBytes(StandardCharsets.ISO_8859_1)
                    : payload(size, rate, key, fromSmaller, first, last, filled);
            long timestamp = (fixture.loop.nowNs() / 100 * 9 / 1_000 + 0xFFFF_0000L) & 0xFFFF_FFFFL;
            boolean marker = last && size == LAYERS - 1;
            byte[] packet = RtpPackets.packet(Plans.VIDEO_PT, marker, sequence++ & 0xFFFF, timestamp, SSRC, payload);
            if (codec == Codec.AV1) {
                int[] heights = key && first && size == 0 ? HEIGHTS : new int[0];
                byte[] descriptor = descriptors.write(first, last, size, rate, number, framesAgo, heights);
                packet = RtpPackets.withElement(packet, DESCRIPTOR_ID, descriptor);
            }
            if (holdNext || random.nextDouble() < late) {
                holdNext = false;
                held.add(packet);
            } else {
                peer.rtp(packet);
            }
            first = false;
        }
    }

    private byte[] payload(
            int size, int rate, boolean key, boolean fromSmaller, boolean first, boolean last, String text) {
        ByteBuffer out = ByteBuffer.allocate(40 + text.length());
        boolean structure = key && first && size == 0;
        out.put((byte) (0x80 | (key ? 0 : 0x40) | 0x20 | (first ? 0x08 : 0) | (last ? 0x04 : 0) | (structure ? 2 : 0)));
        out.putShort((short) (0x8000 | (picture & 0x7FFF)));
        boolean opens = rate < LAYERS - 1;
        out.put((byte) (rate << 5 | (opens ? 0x10 : 0) | size << 1 | (fromSmaller ? 1 : 0)));
        out.put((byte) tl0);
        if (structure) {
            out.put((byte) ((LAYERS - 1) << 5 | 0x10));
            for (int i = 0; i < LAYERS; i++) {
                out.putShort((short) WIDTHS[i]).putShort((short) HEIGHTS[i]);
            }
        }
        out.put(text.getBytes(StandardCharsets.ISO_8859_1));
        byte[] payload = new byte[out.position()];
        out.flip().get(payload);
        return payload;
    }
}
