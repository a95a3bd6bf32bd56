package dev.stagedoor.media.room;

import dev.stagedoor.media.congestion.EmulatedPath;
import dev.stagedoor.media.rtcp.RtcpParser;
import dev.stagedoor.media.rtcp.RtcpVisitor;
import dev.stagedoor.media.rtp.RtpPackets;
import dev.stagedoor.media.rtp.WireBytes;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Somebody who publishes over an emulated path and finds nothing out about it: whatever estimate it is told, it sends as much, a
 * picture at a time, and says with every packet when that was. A millisecond at a time.
 */
final class ObedientPublisher implements PacketSink {
    static final long MS = 1_000_000;
    private static final long PICTURE_MS = 33;
    private static final int PAYLOAD_BYTES = 1_000;
    private static final int PAYLOAD_FEEDBACK = 0x8FCE;

    final RoomFixture fixture;
    final EmulatedPath<byte[]> up;
    final EmulatedPath<byte[]> down;
    final Participant participant;

    /** What it has been told, oldest first. */
    final List<Told> told = new ArrayList<>();

    /** The most that it makes of everything, bits a second. */
    long makes = 2_500_000;

    /** Whether it does as it is told. */
    boolean obeys = true;

    boolean stamps = true;

    /** How fast its clock runs beside the right one. */
    double clockRate = 1;

    /** What its clock says at first, seconds. */
    double clockStart = 63.9;

    private final byte[] payload = Plans.delta("x".repeat(PAYLOAD_BYTES - 2));
    private final List<Long> ssrcs;
    private final int[] sequence;
    private final double[] credit;
    private final double[] share;
    private long rate = 300_000;
    private long arrivedBytes;

    /** @param ssrcs the sources that it was meant for */
    record Told(long atMs, long bitsPerSecond, List<Long> ssrcs) {}

    /** Sends a picture in each of these sources, every one of twice the rate of the one before. */
    ObedientPublisher(RoomFixture fixture, Random random, List<Long> ssrcs, SectionPlan... plans) {
        this.fixture = fixture;
        this.ssrcs = ssrcs;
        sequence = new int[ssrcs.size()];
        credit = new double[ssrcs.size()];
        share = new double[ssrcs.size()];
        Arrays.setAll(share, place -> (1 << place) / (Math.pow(2, ssrcs.size()) - 1));
        up = new EmulatedPath<>(random);
        down = new EmulatedPath<>(random);
        up.delayNs = 25 * MS;
        down.delayNs = 25 * MS;
        participant = new Participant(
                UUID.randomUUID(), fixture.loop, this, new LocalIdentity(0x5000_0000L, "name"), fixture.settings);
        fixture.room.onJoined(participant);
        fixture.room.onSections(participant, List.of(plans));
        fixture.runAll();
        participant.onConnected();
        fixture.runAll();
    }

    void run(long ms) {
        for (long i = 0; i < ms; i++) {
            step();
        }
    }

    /** Kilobits a second of payload that arrive over so long. */
    long deliveredKbps(long ms) {
        arrivedBytes = 0;
        run(ms);
        return arrivedBytes * 8 / ms;
    }

    long toldKbps() {
        return told.getLast().bitsPerSecond() / 1_000;
    }

    /** The least that it was told since then. */
    long leastKbps(long sinceMs) {
        return told.stream()
                        .filter(each -> each.atMs() >= sinceMs)
                        .mapToLong(Told::bitsPerSecond)
                        .min()
                        .orElseThrow()
                / 1_000;
    }

    long nowMs() {
        return fixture.loop.nowNs() / MS;
    }

    private void step() {
        fixture.loop.advance(MS);
        if (nowMs() % PICTURE_MS == 0) {
            for (int i = 0; i < ssrcs.size(); i++) {
                picture(i);
            }
        }
        boolean any = false;
        for (byte[] packet : up.arrived(fixture.loop.nowNs())) {
            participant.onRtp(RtpPackets.offHeap(packet), 0, packet.length, fixture.loop.nowNs());
            arrivedBytes += PAYLOAD_BYTES;
            any = true;
        }
        if (any) {
            participant.onTurnEnd(fixture.loop.nowNs());
        }
        for (byte[] packet : down.arrived(fixture.loop.nowNs())) {
            RtcpParser.parse(MemorySegment.ofArray(packet), 0, packet.length, new RtcpVisitor() {
                @Override
                public void onReceiverEstimate(long bitsPerSecond) {
                    rate = bitsPerSecond;
                }
            });
        }
    }

    private void picture(int stream) {
        double bitsPerSecond = obeys ? Math.min(makes, rate) : makes;
        credit[stream] += share[stream] * bitsPerSecond / 8 * PICTURE_MS / 1_000;
        while (credit[stream] >= PAYLOAD_BYTES) {
            credit[stream] -= PAYLOAD_BYTES;
            byte[] packet = packet(stream);
            up.send(packet, packet.length, fixture.loop.nowNs());
        }
    }

    private byte[] packet(int stream) {
        byte[] block = stamps ? stamp(fixture.loop.nowNs()) : new byte[0];
        long timestamp = nowMs() * 90 & 0xFFFF_FFFFL;
        return RtpPackets.packet(
                Plans.VIDEO_PT, false, sequence[stream]++ & 0xFFFF, timestamp, ssrcs.get(stream), payload, block);
    }

    private byte[] stamp(long nowNs) {
        long ticks = (long) ((clockStart + nowNs * clockRate / 1e9) * (1 << 18));
        return new byte[] {Plans.SEND_TIME_ID << 4 | 2, (byte) (ticks >> 16), (byte) (ticks >> 8), (byte) ticks};
    }

    @Override
    public void sendRtp(MemorySegment source, long offset, int length) {
        throw new AssertionError("it watches nobody");
    }

    @Override
    public void sendRtcp(MemorySegment source, long offset, int length) {
        byte[] packet = source.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
        down.send(packet, length, fixture.loop.nowNs());
        for (int at = 0; at < length; at += 4 * (WireBytes.u16(source, offset + at + 2) + 1)) {
            if (WireBytes.u16(source, offset + at) == PAYLOAD_FEEDBACK) {
                told.add(read(packet, at));
            }
        }
    }

    private Told read(byte[] packet, int at) {
        MemorySegment message = MemorySegment.ofArray(packet).asSlice(at);
        String name = new String(packet, at + 12, 4, StandardCharsets.US_ASCII);
        if (!name.equals("REMB")) {
            throw new AssertionError("not an estimate: " + name);
        }
        int packed = WireBytes.u24(message, 17);
        List<Long> named = new ArrayList<>();
        for (int i = 0; i < WireBytes.u8(message, 16); i++) {
            named.add(WireBytes.u32(message, 20 + 4L * i));
        }
        return new Told(nowMs(), (long) (packed & 0x3FFFF) << (packed >> 18), named);
    }
}
