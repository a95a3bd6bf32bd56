package dev.stagedoor.benchmarks.client.media;

import dev.stagedoor.benchmarks.client.sdp.MediaKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The RTCP that we send: reports each second, and feedback as early as it is needed (reduced size, RFC 5506). The round
 * comes every 20 ms, because requests for lost packets cannot wait for the second.
 */
final class Reporter {
    private static final long ROUND_NS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long REPORT_NS = TimeUnit.SECONDS.toNanos(1);
    private static final String CNAME = "stagedoor-client";

    private final Sender sender;
    private final Receiver receiver;
    private final PacketSink sink;
    private final int receiverSsrc;
    private final byte[] packet = new byte[MediaSession.PACKET_BYTES];
    private long nextRoundNs;
    private long nextReportNs;
    private long nacks;
    private long keyFrameRequests;

    /** @param receiverSsrc whom reports come from while we send nothing */
    Reporter(Sender sender, Receiver receiver, PacketSink sink, int receiverSsrc, long nowNs) {
        this.sender = sender;
        this.receiver = receiver;
        this.sink = sink;
        this.receiverSsrc = receiverSsrc;
        this.nextRoundNs = nowNs + ROUND_NS;
        this.nextReportNs = nowNs + REPORT_NS;
    }

    long deadlineNs() {
        return nextRoundNs;
    }

    void onDeadline(long nowNs) {
        if (nowNs < nextRoundNs) {
            return;
        }
        nextRoundNs = nowNs + ROUND_NS;
        for (var stream : receiver.streams()) {
            if (stream.kind() == MediaKind.VIDEO) {
                requestLost(stream, nowNs);
                if (stream.shouldRequestKeyFrame(nowNs)) {
                    requestKeyFrame(stream);
                }
            }
        }
        if (nowNs >= nextReportNs) {
            nextReportNs = nowNs + REPORT_NS;
            report(nowNs);
        }
    }

    void requestKeyFrames() {
        for (var stream : receiver.streams()) {
            if (stream.kind() == MediaKind.VIDEO) {
                requestKeyFrame(stream);
            }
        }
    }

    MediaStats.Feedback sentFeedback() {
        return new MediaStats.Feedback(nacks, keyFrameRequests);
    }

    private void requestLost(IncomingStream stream, long nowNs) {
        if (!stream.losses().hasMissing()) {
            return;
        }
        var due = stream.losses().dueRequests(nowNs);
        if (!due.isEmpty()) {
            nacks += due.size();
            sink.onPacket(packet, RtcpWriter.nack(packet, 0, receiverSsrc, stream.ssrc(), due), receiverSsrc);
        }
    }

    private void requestKeyFrame(IncomingStream stream) {
        keyFrameRequests++;
        var length = RtcpWriter.pictureLossIndication(packet, 0, receiverSsrc, stream.ssrc());
        sink.onPacket(packet, length, receiverSsrc);
    }

    private void report(long nowNs) {
        var blocks = new ArrayList<ReportBlock>();
        for (var stream : receiver.streams()) {
            if (blocks.size() < RtcpWriter.MAX_REPORT_BLOCKS) {
                blocks.add(stream.report(nowNs));
            }
        }
        for (var info : sender.senderInfos(nowNs)) {
            var length = RtcpWriter.senderReport(packet, 0, info, List.of());
            length = RtcpWriter.canonicalName(packet, length, info.ssrc(), CNAME);
            sink.onPacket(packet, length, info.ssrc());
        }
        if (!blocks.isEmpty()) {
            var length = RtcpWriter.receiverReport(packet, 0, receiverSsrc, blocks);
            length = RtcpWriter.canonicalName(packet, length, receiverSsrc, CNAME);
            sink.onPacket(packet, length, receiverSsrc);
        }
    }
}
