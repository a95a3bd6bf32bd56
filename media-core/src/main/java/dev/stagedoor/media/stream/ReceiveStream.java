package dev.stagedoor.media.stream;

import dev.stagedoor.media.rtp.RtpPacket;
import dev.stagedoor.media.rtp.SequenceUnwrapper;

/** The receiving state of one synchronization source. */
public final class ReceiveStream {
    /** The packet has come before, or is too old to be of use. */
    public static final long DUPLICATE = Long.MIN_VALUE;

    private final long ssrc;
    private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    private final DuplicateFilter duplicates = new DuplicateFilter();
    private final LossRecovery losses = new LossRecovery();
    private final ReceiveStatistics statistics;
    private boolean unrecoverableHole;

    /** @param ssrc 0 to 2^32 − 1 */
    public ReceiveStream(long ssrc, int clockRateHz) {
        this.ssrc = ssrc;
        statistics = new ReceiveStatistics(clockRateHz);
    }

    /**
     * Takes note of a packet.
     *
     * @param recovered it came by retransmission, hence says nothing of loss and jitter on the way
     * @return its unwrapped sequence number, or {@link #DUPLICATE}
     */
    public long onPacket(RtpPacket packet, boolean recovered, long nowNs) {
        long sequence = unwrapper.unwrap(packet.sequenceNumber());
        if (!duplicates.isFirst(sequence)) {
            return DUPLICATE;
        }
        if (recovered) {
            statistics.onRecovered();
        } else {
            statistics.onPacket(sequence, packet.timestamp(), packet.payloadLength(), nowNs);
        }
        unrecoverableHole |= !losses.onPacket(sequence, recovered, nowNs);
        return sequence;
    }

    /** Whether so much was lost since the last call that only a key frame helps. */
    public boolean takeUnrecoverableHole() {
        boolean hole = unrecoverableHole;
        unrecoverableHole = false;
        return hole;
    }

    /** 0 to 2^32 − 1. */
    public long ssrc() {
        return ssrc;
    }

    /** What is missing and asked for. */
    public LossRecovery losses() {
        return losses;
    }

    /** What reports say. */
    public ReceiveStatistics statistics() {
        return statistics;
    }
}
