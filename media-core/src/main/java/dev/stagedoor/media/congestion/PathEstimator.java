package dev.stagedoor.media.congestion;

import dev.stagedoor.media.rtcp.TransportFeedback;
import java.lang.foreign.MemorySegment;

/**
 * How much the path to one viewer carries: Google congestion control (draft-ietf-rmcat-gcc-02) on the sending side, from
 * transport-wide feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01), or where the viewer sends none, from its own
 * estimate (REMB). The estimate is the lesser of what delay and what loss allow; probes raise it.
 *
 * <p>A forwarder cannot choose its rate freely, it can only choose layers; so it usually sends less than the path carries,
 * and the estimate is then a lower bound. It never sinks because little is sent.
 *
 * <p>Nothing is allocated but for another path. Times are handed in.
 */
public final class PathEstimator {
    private static final long NS_PER_TICK = 250_000;

    /** After so long without feedback, what comes then says nothing of a queue. */
    private static final long SILENCE_NS = 1_500_000_000;

    /** Of what the path carries, retransmissions may take so much; beyond, they cause the loss that they repair. */
    private static final double RETRANSMISSION_SHARE = 0.3;

    private static final long LEAST_RETRANSMISSION_BITS_PER_SECOND = 60_000;
    private static final long NS_PER_SECOND = 1_000_000_000;

    private final SendLog log = new SendLog();
    private final BurstAllowance burst = new BurstAllowance();
    private final FeedbackVisitor visitor = new FeedbackVisitor();
    private final long minBitsPerSecond;
    private final long maxBitsPerSecond;
    private long startBitsPerSecond;
    private RateControl control;
    private Prober prober = new Prober();
    private boolean hasFeedback;
    private long feedbackNs;
    private long receiverEstimate;
    private double retransmissionBits;
    private long retransmissionNs;
    private boolean clockStarted;
    private long lastTicks;
    private long arrivalNs;

    /** An estimator that begins with a guess and stays between bounds. */
    public PathEstimator(long startBitsPerSecond, long minBitsPerSecond, long maxBitsPerSecond) {
        this.startBitsPerSecond = startBitsPerSecond;
        this.minBitsPerSecond = minBitsPerSecond;
        this.maxBitsPerSecond = maxBitsPerSecond;
        control = new RateControl(startBitsPerSecond, minBitsPerSecond, maxBitsPerSecond);
    }

    /** The transport-wide sequence number that the next packet must carry. */
    public int nextNumber() {
        return log.nextNumber();
    }

    /** A packet of so many bytes was sent under {@link #nextNumber}. */
    public void onSent(int bytes, long nowNs) {
        if (prober.isSending()) {
            log.onSent(bytes, prober.probe(), nowNs);
            prober.onSent(bytes, nowNs);
        } else {
            log.onSent(bytes, burst.isSending() ? SendLog.BURST : SendLog.NO_PROBE, nowNs);
        }
    }

    /**
     * Whether so many bytes of media may be sent at once, which is not while packets wait on the path or soon after it gave way;
     * if so, what is sent from now on, until {@link #endBurst}, is that. The estimate does not learn from it: neither its loss nor
     * the queue that it makes come from the rate at which media flows, and its speed is no rate that would last.
     *
     * @param mostNs the longest that the path may be busy with it
     */
    public boolean beginBurst(long bytes, long mostNs, long nowNs) {
        if (control.isCongested(nowNs) || !burst.begin(bytes, bitsPerSecond(), mostNs, nowNs)) {
            return false;
        }
        prober.cancel();
        return true;
    }

    /** The burst has been sent. */
    public void endBurst() {
        burst.end();
    }

    /** A packet of padding was sent under {@link #nextNumber}. */
    public void onPaddingSent(int bytes, long nowNs) {
        log.onSent(bytes, (byte) -prober.probe(), nowNs);
        prober.onSent(bytes, nowNs);
    }

    /** Whether the viewer has ever told how packets arrive; before that the estimate is a guess. */
    public boolean isKnown() {
        return hasFeedback || receiverEstimate > 0;
    }

    /** What the path carries. */
    public long bitsPerSecond() {
        if (hasFeedback) {
            return control.bitsPerSecond();
        }
        return receiverEstimate > 0 ? receiverEstimate : startBitsPerSecond;
    }

    /** Of the packets sent in the last seconds, 0 to 1. */
    public double lossRatio() {
        return control.lossRatio();
    }

    /** Whether the path has ever given way, so that the estimate is more than a lower bound. */
    public boolean isConstrained() {
        return control.isConstrained();
    }

    /** Whether packets wait on the path, or it gave way just now. */
    public boolean isCongested(long nowNs) {
        return control.isCongested(nowNs);
    }

    /** Whether a retransmission of so many bytes may go out now; then its cost is taken. */
    public boolean takeRetransmission(int bytes, long nowNs) {
        if (!isKnown()) {
            return true;
        }
        double perSecond = Math.max(LEAST_RETRANSMISSION_BITS_PER_SECOND, RETRANSMISSION_SHARE * bitsPerSecond());
        double earned = perSecond * (nowNs - retransmissionNs) / NS_PER_SECOND;
        retransmissionBits = Math.min(perSecond, retransmissionBits + earned);
        retransmissionNs = nowNs;
        if (retransmissionBits < bytes * 8.0) {
            return false;
        }
        retransmissionBits -= bytes * 8.0;
        return true;
    }

    /** The viewer's own estimate has come. */
    public void onReceiverEstimate(long bitsPerSecond) {
        receiverEstimate = Math.max(1, bitsPerSecond);
    }

    /** A transport-wide feedback message has come; false if it is cut short. */
    public boolean onFeedback(MemorySegment segment, long offset, int length, long roundTripNs, long nowNs) {
        if (hasFeedback && nowNs - feedbackNs > SILENCE_NS) {
            control.onSilence();
        }
        visitor.ofThisPath = false;
        if (!TransportFeedback.read(segment, offset, length, visitor)) {
            return false;
        }
        // What is told of packets that went another way says nothing of this one.
        if (!visitor.ofThisPath) {
            return true;
        }
        hasFeedback = true;
        feedbackNs = nowNs;
        boolean givesWay = control.update(roundTripNs, nowNs);
        if (givesWay) {
            prober.onOveruse(nowNs);
        }
        long probed = prober.result(control.ownLossRatio(), nowNs);
        if (probed > 0 && !givesWay) {
            control.onProbed(probed);
        }
        return true;
    }

    /**
     * Considers a probe: somebody would see a better picture at this rate.
     *
     * @param mostBitsPerSecond the viewer may be sent, {@link Long#MAX_VALUE} for no cap
     * @param urgent whether somebody sees nothing now
     * @return whether padding is to be sent from now on, as {@link #paddingDue} says
     */
    public boolean offerProbe(
            long wantedBitsPerSecond, long mostBitsPerSecond, boolean urgent, long roundTripNs, long nowNs) {
        if (!prober.isSending() && !burst.isDraining(nowNs)) {
            prober.offer(wantedBitsPerSecond, mostBitsPerSecond, bitsPerSecond(), urgent, roundTripNs, nowNs);
        }
        return prober.isSending();
    }

    /** Bytes of padding that are due now. */
    public long paddingDue(long nowNs) {
        return prober.bytesDue(nowNs);
    }

    /** Whether a burst of padding goes on. */
    public boolean isProbing() {
        return prober.isSending();
    }

    /**
     * Packets go another way from now on, of which nothing is known: not even that it carries as much as the one before, and still
     * less that it carries more. What comes of the packets sent before counts no longer.
     */
    public void onPathChanged() {
        startBitsPerSecond = Math.min(startBitsPerSecond, bitsPerSecond());
        control = new RateControl(startBitsPerSecond, minBitsPerSecond, maxBitsPerSecond);
        prober = new Prober();
        log.forget();
        hasFeedback = false;
        receiverEstimate = 0;
    }

    /** Takes in one message, packet by packet. */
    private final class FeedbackVisitor implements TransportFeedback.Visitor {
        private boolean ofThisPath;

        @Override
        public void onReceived(int sequenceNumber, long arrivalTicks) {
            arrivalNs += (clockStarted ? (int) (arrivalTicks - lastTicks) : 0) * NS_PER_TICK;
            clockStarted = true;
            lastTicks = arrivalTicks;
            ofThisPath |= log.holds(log.unwrap(sequenceNumber));
            if (!log.find(sequenceNumber) || isOfBurst()) {
                return;
            }
            if (log.onReceived()) {
                control.loss().onFound();
            } else {
                control.loss().onReceived();
            }
            control.onDelivered(log.bytes(), arrivalNs);
            prober.onArrived((byte) Math.abs(log.probe()), log.bytes(), arrivalNs);
            boolean padding = log.probe() < SendLog.NO_PROBE;
            if (padding) {
                // It makes a queue on purpose: what comes behind it must wait less and less, but waits longer than what
                // came before.
                control.onPadding(log.sentNs(), arrivalNs);
            } else {
                control.onTransit(log.sentNs(), arrivalNs);
            }
        }

        @Override
        public void onMissing(int sequenceNumber, int count) {
            long first = log.unwrap(sequenceNumber);
            long end = Math.min(first + count, log.next());
            for (long number = Math.max(first, log.oldest()); number < end; number++) {
                ofThisPath = true;
                if (log.find(number) && !isOfBurst() && log.onMissing()) {
                    control.loss().onMissing();
                }
            }
        }

        /** What comes behind a burst waits for it, but what comes behind that must wait less. */
        private boolean isOfBurst() {
            boolean ofBurst = log.probe() == SendLog.BURST;
            if (ofBurst) {
                control.onInterruption();
            }
            return ofBurst;
        }
    }
}
