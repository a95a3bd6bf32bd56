package dev.stagedoor.benchmarks.client.media;

import dev.stagedoor.benchmarks.client.sdp.MediaKind;
import dev.stagedoor.benchmarks.client.sdp.PayloadTypes;
import dev.stagedoor.benchmarks.client.sdp.RemoteMedia;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sources that come in: decrypt, undo retransmission, count, take the time. */
final class Receiver {
    /** Sources beyond what a room of a load test shows are somebody's mistake. */
    private static final int MAX_STREAMS = 1024;

    private static final int ORIGINAL_SEQUENCE_BYTES = 2;

    private final SrtpSession srtp;
    private final int decryptEvery;
    private final Map<Integer, IncomingStream> streams = new LinkedHashMap<>();
    private final Map<Integer, Integer> primaryOfRetransmissions = new HashMap<>();
    private final DelayHistogram delays = new DelayHistogram();
    private final RtpView packet = new RtpView();
    private long refused;
    private long retransmissions;
    private long timedFromNs = Long.MIN_VALUE;

    Receiver(SrtpSession srtp, List<RemoteMedia> remote, int decryptEvery) {
        this.srtp = srtp;
        this.decryptEvery = decryptEvery;
        for (var media : remote) {
            if (media.retransmissionSsrc() != 0) {
                primaryOfRetransmissions.put((int) media.retransmissionSsrc(), (int) media.ssrc());
            }
        }
    }

    void onRtp(byte[] bytes, int length, long nowNs) {
        if (!packet.wrap(bytes, length)) {
            refused++;
        } else if (packet.payloadType() == PayloadTypes.VP8_RTX) {
            onRetransmission(bytes, length, nowNs);
        } else {
            onMedia(bytes, length, nowNs);
        }
    }

    /** Packets sent before are not timed: what a warm-up lost is repeated once the next packet shows that it is missing. */
    void timeFrom(long sentNs) {
        timedFromNs = sentNs;
    }

    void onRefused() {
        refused++;
    }

    void onSenderReport(int ssrc, int compactNtp, long nowNs) {
        var stream = streams.get(ssrc);
        if (stream != null) {
            stream.onSenderReport(compactNtp, nowNs);
        }
    }

    Collection<IncomingStream> streams() {
        return streams.values();
    }

    List<StreamStats> stats() {
        return streams.values().stream().map(IncomingStream::stats).toList();
    }

    DelayHistogram delays() {
        var copy = new DelayHistogram();
        copy.add(delays);
        return copy;
    }

    long refused() {
        return refused;
    }

    private void onMedia(byte[] bytes, int length, long nowNs) {
        var stream = stream(packet.ssrc(), kind(packet.payloadType()));
        if (stream == null) {
            refused++;
            return;
        }
        var sampled = decryptEvery == 1 || stream.losses().received() % decryptEvery == 0;
        if (sampled && !decrypt(bytes, length)) {
            refused++;
            return;
        }
        if (stream.onPacket(packet, length, nowNs) && sampled) {
            look(stream, packet.payloadOffset(), packet.payloadLength(), nowNs);
            time(packet.payloadOffset(), packet.payloadLength(), nowNs);
        }
    }

    /** A packet of the RTX source begins with the number that it had (RFC 4588 section 4). */
    private void onRetransmission(byte[] bytes, int length, long nowNs) {
        if (!decrypt(bytes, length)) {
            refused++;
            return;
        }
        var primary = primaryOfRetransmissions.get(packet.ssrc());
        var stream = primary == null ? null : streams.get(primary);
        var payload = packet.payloadOffset();
        // Padding alone is a probe for bandwidth.
        if (stream != null && packet.payloadLength() > ORIGINAL_SEQUENCE_BYTES) {
            var original = Bytes.getUnsignedShort(bytes, payload);
            if (stream.onRetransmission(original, packet.marker(), length, nowNs)) {
                var media = payload + ORIGINAL_SEQUENCE_BYTES;
                var mediaLength = packet.payloadLength() - ORIGINAL_SEQUENCE_BYTES;
                look(stream, media, mediaLength, nowNs);
                // All of these are decrypted, but as many are timed as of those that were not lost, or they would weigh
                // more.
                if (retransmissions++ % decryptEvery == 0) {
                    time(media, mediaLength, nowNs);
                }
            }
        }
    }

    private boolean decrypt(byte[] bytes, int length) {
        var plain = srtp.unprotectRtp(bytes, length, packet.ssrc());
        return plain != SrtpSession.REFUSED && packet.wrap(bytes, plain);
    }

    private void time(int payload, int payloadLength, long nowNs) {
        var sentNs = SendTime.read(packet.bytes(), payload, payloadLength);
        if (sentNs != SendTime.NONE && sentNs >= timedFromNs) {
            delays.record(nowNs - sentNs);
        }
    }

    private void look(IncomingStream stream, int payload, int payloadLength, long nowNs) {
        if (stream.kind() == MediaKind.VIDEO && Vp8.startsKeyFrame(packet.bytes(), payload, payloadLength)) {
            stream.onKeyFrame(nowNs);
        }
    }

    private @Nullable IncomingStream stream(int ssrc, MediaKind kind) {
        var stream = streams.get(ssrc);
        if (stream == null && streams.size() < MAX_STREAMS) {
            stream = new IncomingStream(ssrc, kind);
            streams.put(ssrc, stream);
        }
        return stream;
    }

    private static MediaKind kind(int payloadType) {
        return payloadType == PayloadTypes.OPUS ? MediaKind.AUDIO : MediaKind.VIDEO;
    }
}
