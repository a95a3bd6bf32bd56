package dev.stagedoor.benchmarks.client.media;

import org.jspecify.annotations.Nullable;

/**
 * Sends frames that look like VP8: each a burst of equal packets. The first frame is a key frame, and so is the one after
 * somebody asked for it. Lost packets are sent again through RTX when it was negotiated.
 */
final class VideoSource {
    static final int CLOCK_RATE = 90_000;

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    private final OutgoingStream stream;
    private final @Nullable OutgoingStream retransmissions;
    private final VideoSettings settings;
    private final PacketSink sink;
    private final Cadence cadence;
    private final SentPackets sent = new SentPackets();
    private final byte[] packet = new byte[MediaSession.PACKET_BYTES];
    private int pictureId;
    private boolean keyFrameWanted = true;
    private long keyFrames;

    VideoSource(
            OutgoingStream stream,
            @Nullable OutgoingStream retransmissions,
            VideoSettings settings,
            PacketSink sink,
            long startNs) {
        this.stream = stream;
        this.retransmissions = retransmissions;
        this.settings = settings;
        this.sink = sink;
        this.cadence = new Cadence(startNs, settings.framesPerSecond());
    }

    long deadlineNs() {
        return cadence.dueNs();
    }

    OutgoingStream stream() {
        return stream;
    }

    long keyFrames() {
        return keyFrames;
    }

    /** Sends the frames that are due. A muted source keeps time but sends nothing, and comes back with a key frame. */
    void onDeadline(long nowNs, boolean muted) {
        while (cadence.isDue(nowNs)) {
            if (muted) {
                keyFrameWanted = true;
            } else {
                sendFrame(nowNs);
            }
            cadence.advance(nowNs);
        }
    }

    void onKeyFrameRequest() {
        keyFrameWanted = true;
    }

    /** Sends a packet once more, as a packet of the RTX source that begins with the old number (RFC 4588 section 4). */
    void onNack(int sequenceNumber, long nowNs) {
        var old = sent.find(sequenceNumber);
        if (retransmissions == null || old == null) {
            return;
        }
        var payload = retransmissions.writeHeader(packet, old.marker(), old.mediaTime(), nowNs);
        Bytes.putShort(packet, payload, sequenceNumber);
        System.arraycopy(old.payload(), 0, packet, payload + 2, settings.payloadBytes());
        retransmissions.onSent(settings.payloadBytes() + 2);
        sink.onPacket(packet, payload + 2 + settings.payloadBytes(), retransmissions.ssrc());
    }

    private void sendFrame(long nowNs) {
        var key = keyFrameWanted;
        keyFrameWanted = false;
        keyFrames += key ? 1 : 0;
        var count = key ? settings.keyFramePackets() : settings.packetsPerFrame();
        var mediaTime = (int) (cadence.count() * CLOCK_RATE / settings.framesPerSecond());
        for (int i = 0; i < count; i++) {
            var marker = i == count - 1;
            var payload = stream.writeHeader(packet, marker, mediaTime, nowNs);
            var data = Vp8.writeDescriptor(packet, payload, pictureId, i == 0);
            if (i == 0) {
                writeFrameHeader(data, key, count);
            }
            var end = payload + settings.payloadBytes();
            SendTime.write(packet, end, nowNs);
            stream.onSent(settings.payloadBytes());
            sent.add(stream.lastSequenceNumber(), marker, mediaTime, packet, payload, settings.payloadBytes());
            sink.onPacket(packet, end, stream.ssrc());
        }
        pictureId = (pictureId + 1) & Vp8.PICTURE_ID_MASK;
    }

    private void writeFrameHeader(int offset, boolean key, int count) {
        // Any size of the first partition that lies inside the frame will do.
        var firstPartitionBytes = count * settings.payloadBytes() / 4;
        if (key) {
            Vp8.writeKeyFrameHeader(packet, offset, WIDTH, HEIGHT, firstPartitionBytes);
        } else {
            Vp8.writeDeltaFrameHeader(packet, offset, firstPartitionBytes);
        }
    }
}
