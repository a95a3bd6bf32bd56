package dev.stagedoor.media.room;

import java.util.ArrayList;
import java.util.List;

/**
 * A browser that sends three sizes with three temporal layers each, as Chromium does: every size has its own numbers, its
 * own clock and key frames on request. Frames are one packet of the given size unless a test wants more.
 */
final class SimulcastPublisher {
    static final List<String> RIDS = List.of("q", "h", "f");
    private static final int[] HEIGHTS = {180, 360, 720};
    private static final long[] SSRCS = {3_001, 3_002, 3_003};
    private static final int[] PATTERN = {0, 2, 1, 2};

    final FakePeer peer;
    final boolean[] active = {true, true, true};
    final int[] bytesPerFrame = {500, 2_000, 6_000};
    /** Called with each packet instead of handing it in at once, for networks between. */
    PacketPath path = (rid, packet) -> {};

    private final RoomFixture fixture;
    private final boolean single;
    private final int[] sequence = {65_500, 100, 40_000};
    private final long[] clockOffset = {5, 4_000_000_000L, 77_777};
    private final int[] pictureId = {0x7FF0, 10, 3_000};
    private final int[] tl0 = {250, 3, 90};
    private final boolean[] keyWanted = {true, true, true};
    private final int[] frames = new int[3];
    int keyFramesSent;

    /** What it was told last to send at most, bits a second. */
    long told;

    /** Where packets go. */
    interface PacketPath {
        void send(int encoding, byte[] packet);
    }

    SimulcastPublisher(RoomFixture fixture) {
        this(fixture, false);
    }

    /** A browser that sends three sizes, or only the largest, with a rate that follows what it is told. */
    SimulcastPublisher(RoomFixture fixture, boolean single) {
        this.fixture = fixture;
        this.single = single;
        peer = fixture.join(single ? Plans.video(SSRCS[2], 900) : Plans.simulcast(900));
        active[0] = !single;
        active[1] = !single;
        path = (_, packet) -> peer.rtp(packet);
    }

    static long ssrc(int encoding) {
        return SSRCS[encoding];
    }

    /** One picture of all sizes that are active, captured now; then the burst ends. */
    void picture() {
        heedRequests();
        for (int encoding = 0; encoding < 3; encoding++) {
            if (active[encoding]) {
                for (byte[] packet : frame(encoding)) {
                    path.send(encoding, packet);
                }
            }
        }
        peer.turnEnd();
    }

    /** The packets of the next frame of one size. */
    List<byte[]> frame(int encoding) {
        boolean key = keyWanted[encoding];
        keyWanted[encoding] = false;
        keyFramesSent += key ? 1 : 0;
        frames[encoding] = key ? 0 : frames[encoding] + 1;
        int layer = single ? 0 : PATTERN[frames[encoding] % PATTERN.length];
        boolean sync = frames[encoding] % PATTERN.length != 3 && layer > 0;
        pictureId[encoding] = (pictureId[encoding] + 1) & 0x7FFF;
        tl0[encoding] = (tl0[encoding] + (layer == 0 ? 1 : 0)) & 0xFF;
        List<byte[]> packets = new ArrayList<>();
        int left = key ? 3 * bytesPerFrame[encoding] : bytesPerFrame[encoding];
        boolean first = true;
        while (left > 0) {
            int size = Math.min(left, 1_000);
            left -= size;
            String text = RIDS.get(encoding) + pictureId[encoding] + "." + layer + (key ? "K" : "") + "|";
            byte[] payload = Plans.layered(
                    key, pictureId[encoding], tl0[encoding], layer, sync, HEIGHTS[encoding], text + "x".repeat(size));
            if (!first) {
                payload[0] = (byte) 0x80;
            }
            packets.add(Plans.ridPacket(
                    RIDS.get(encoding), ssrc(encoding), sequence[encoding]++, timestamp(encoding), left == 0, payload));
            first = false;
        }
        return packets;
    }

    /** The clock of a size at this moment. */
    long timestamp(int encoding) {
        return (clockOffset[encoding] + fixture.loop.nowNs() / 100 * 9 / 1_000) & 0xFFFF_FFFFL;
    }

    /** Tells all clocks, as sender reports do. */
    void reports(long ntp) {
        for (int encoding = 0; encoding < 3; encoding++) {
            long ssrc = ssrc(encoding);
            long timestamp = timestamp(encoding);
            peer.sendsControl(rtcp -> rtcp.senderReport(ssrc, ntp, timestamp, 0, 0));
        }
    }

    /** Pictures at 30 a second for so long. */
    void run(long ms) {
        for (long t = 0; t < ms; t += 33) {
            picture();
            fixture.advanceMs(33);
        }
    }

    private void heedRequests() {
        for (String item : peer.control) {
            if (item.startsWith("REMB ")) {
                told = Long.parseLong(item.substring(5));
                bytesPerFrame[2] = single ? (int) (Math.min(2_500_000, told) / 8 / 30) : bytesPerFrame[2];
            }
            for (int encoding = 0; encoding < 3; encoding++) {
                if (item.equals("KEY " + ssrc(encoding))) {
                    keyWanted[encoding] = true;
                }
            }
        }
        peer.control.clear();
    }
}
