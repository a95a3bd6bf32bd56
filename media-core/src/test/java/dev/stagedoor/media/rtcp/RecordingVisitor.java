package dev.stagedoor.media.rtcp;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a control packet said, one line per item. */
public final class RecordingVisitor implements RtcpVisitor {
    private final List<String> items = new ArrayList<>();

    /** What was said since the last call. */
    public List<String> take() {
        List<String> taken = List.copyOf(items);
        items.clear();
        return taken;
    }

    @Override
    public void onSenderReport(long ssrc, long ntp, long rtpTimestamp, long packets, long octets) {
        items.add("SR " + ssrc + " ntp=" + ntp + " rtp=" + rtpTimestamp + " packets=" + packets + " octets=" + octets);
    }

    @Override
    public void onReportBlock(
            long ssrc, int fractionLost, int cumulativeLost, long jitter, long lastReport, long delaySinceLastReport) {
        items.add("RB " + ssrc + " fraction=" + fractionLost + " lost=" + cumulativeLost + " jitter=" + jitter + " lsr="
                + lastReport + " dlsr=" + delaySinceLastReport);
    }

    @Override
    public void onBye(long ssrc) {
        items.add("BYE " + ssrc);
    }

    @Override
    public void onNack(long mediaSsrc, int packetId, int followingLost) {
        items.add("NACK " + mediaSsrc + " " + packetId + " " + Integer.toHexString(followingLost));
    }

    @Override
    public void onKeyFrameRequest(long mediaSsrc) {
        items.add("KEY " + mediaSsrc);
    }

    @Override
    public void onReceiverEstimate(long bitsPerSecond) {
        items.add("REMB " + bitsPerSecond);
    }

    @Override
    public void onTransportFeedback(MemorySegment segment, long offset, int length) {
        StringBuilder line = new StringBuilder("TWCC");
        boolean complete = TransportFeedback.read(segment, offset, length, new TransportFeedback.Visitor() {
            @Override
            public void onReceived(int sequenceNumber, long arrivalTicks) {
                line.append(' ').append(sequenceNumber).append('@').append(arrivalTicks);
            }

            @Override
            public void onMissing(int sequenceNumber, int count) {
                for (int i = 0; i < count; i++) {
                    line.append(' ').append((sequenceNumber + i) & 0xFFFF).append("@-");
                }
            }
        });
        items.add(complete ? line.toString() : "TWCC cut");
    }
}
