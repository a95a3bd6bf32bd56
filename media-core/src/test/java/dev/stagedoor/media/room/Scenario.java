package dev.stagedoor.media.room;

import dev.stagedoor.media.congestion.EmulatedPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A simulcast publisher, viewers, and networks between, on one clock that is moved a millisecond at a time. */
final class Scenario {
    private static final long PICTURE_MS = 33;

    final RoomFixture fixture = new RoomFixture();
    final SimulcastPublisher publisher;
    /** From the publisher to us. */
    final EmulatedPath<byte[]> uplink;

    final List<ViewerModel> viewers = new ArrayList<>();
    private final Random random;
    private final Map<Long, byte[]> history = new HashMap<>();
    private int retransmissions;
    private long sinceMs;

    Scenario(Random random) {
        this(random, false);
    }

    /** With a publisher of three sizes, or of one whose rate follows what it is told. */
    Scenario(Random random, boolean single) {
        publisher = new SimulcastPublisher(fixture, single);
        this.random = random;
        uplink = new EmulatedPath<>(random);
        uplink.delayNs = 20 * ViewerModel.MS;
        publisher.path = this::send;
    }

    ViewerModel viewer() {
        ViewerModel viewer =
                new ViewerModel(fixture, random, 20_000 + 0x100L * viewers.size() + 0x0100_0000L * viewers.size());
        viewers.add(viewer);
        viewer.watch(publisher.peer.id);
        return viewer;
    }

    private void send(int encoding, byte[] packet) {
        int sequence = (packet[2] & 0xFF) << 8 | (packet[3] & 0xFF);
        history.put(encoding * 65_536L + sequence, packet);
        uplink.send(packet, packet.length, fixture.loop.nowNs());
    }

    void run(long ms) {
        for (long i = 0; i < ms; i++) {
            if (sinceMs++ % PICTURE_MS == 0) {
                answerNacks();
                publisher.picture();
            }
            boolean any = false;
            for (byte[] packet : uplink.arrived(fixture.loop.nowNs())) {
                publisher.peer.rtp(packet);
                any = true;
            }
            if (any) {
                publisher.peer.turnEnd();
            }
            fixture.loop.advance(ViewerModel.MS);
            viewers.forEach(ViewerModel::step);
        }
    }

    void finish() {
        viewers.forEach(ViewerModel::finish);
    }

    /** As a browser does: in the retransmission stream of the encoding, named by its repaired rid. */
    private void answerNacks() {
        for (String item : publisher.peer.control) {
            if (!item.startsWith("NACK ")) {
                continue;
            }
            String[] parts = item.split(" ", -1);
            int encoding = (int) (Long.parseLong(parts[1]) - SimulcastPublisher.ssrc(0));
            int id = Integer.parseInt(parts[2]);
            int following = Integer.parseInt(parts[3], 16);
            resend(encoding, id);
            for (int bit = 0; bit < 16; bit++) {
                if ((following >> bit & 1) != 0) {
                    resend(encoding, (id + 1 + bit) & 0xFFFF);
                }
            }
        }
    }

    private void resend(int encoding, int sequence) {
        byte[] original = history.get(encoding * 65_536L + sequence);
        if (original == null) {
            return;
        }
        long timestamp = (original[4] & 0xFFL) << 24
                | (original[5] & 0xFFL) << 16
                | (original[6] & 0xFFL) << 8
                | (original[7] & 0xFFL);
        byte[] payload = Arrays.copyOfRange(original, 20, original.length);
        byte[] packet = Plans.ridRetransmission(
                SimulcastPublisher.RIDS.get(encoding),
                SimulcastPublisher.ssrc(encoding) + 900,
                retransmissions++,
                sequence,
                timestamp,
                payload);
        boolean marker = (original[1] & 0x80) != 0;
        packet[1] = (byte) ((packet[1] & 0x7F) | (marker ? 0x80 : 0));
        uplink.send(packet, packet.length, fixture.loop.nowNs());
    }
}
