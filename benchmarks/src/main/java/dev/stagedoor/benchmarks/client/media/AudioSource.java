package dev.stagedoor.benchmarks.client.media;

/** Sends a packet that looks like 20 ms of Opus (RFC 7587) every 20 ms. */
final class AudioSource {
    static final int CLOCK_RATE = 48_000;

    private static final int PACKETS_PER_SECOND = 50;
    private static final int TIMESTAMPS_PER_PACKET = CLOCK_RATE / PACKETS_PER_SECOND;

    /** About 32 kb/s. */
    private static final int PAYLOAD_BYTES = 80;

    /** CELT, full band, 20 ms, mono, one frame (RFC 6716 section 3.1). */
    private static final byte TABLE_OF_CONTENTS = (byte) (31 << 3);

    private final OutgoingStream stream;
    private final PacketSink sink;
    private final Cadence cadence;
    private final byte[] packet = new byte[MediaSession.PACKET_BYTES];
    private boolean first = true;

    AudioSource(OutgoingStream stream, PacketSink sink, long startNs) {
        this.stream = stream;
        this.sink = sink;
        this.cadence = new Cadence(startNs, PACKETS_PER_SECOND);
    }

    long deadlineNs() {
        return cadence.dueNs();
    }

    OutgoingStream stream() {
        return stream;
    }

    /** Sends what is due. A muted source keeps time but sends nothing. */
    void onDeadline(long nowNs, boolean muted) {
        while (cadence.isDue(nowNs)) {
            if (!muted) {
                send(nowNs);
            }
            cadence.advance(nowNs);
        }
    }

    private void send(long nowNs) {
        var mediaTime = (int) (cadence.count() * TIMESTAMPS_PER_PACKET);
        // The marker begins a talk spurt (RFC 7587 section 4.1).
        var payload = stream.writeHeader(packet, first, mediaTime, nowNs);
        first = false;
        packet[payload] = TABLE_OF_CONTENTS;
        var end = payload + PAYLOAD_BYTES;
        SendTime.write(packet, end, nowNs);
        stream.onSent(PAYLOAD_BYTES);
        sink.onPacket(packet, end, stream.ssrc());
    }
}
