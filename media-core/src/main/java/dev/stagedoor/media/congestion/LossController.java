package dev.stagedoor.media.congestion;

/**
 * The loss-based controller (draft-ietf-rmcat-gcc-02 §6): less than 2 % lost, a little more; more than 10 %, less by half of
 * what is lost; between, as before.
 *
 * <p>The draft takes every loss for congestion, so a radio that always loses a fifth would end at the minimum. Here only what
 * comes on top of the path's own loss counts, and what that is, is found by trying: if as much is lost although much less
 * is sent, and less arrives for it, the rate was not the reason, and goes back to what it was.
 */
final class LossController {
    private static final double LOW = 0.02;
    private static final double HIGH = 0.10;
    private static final double GROWTH = 1.08;
    private static final long GROWTH_INTERVAL_NS = 1_000_000_000;
    private static final long DECREASE_INTERVAL_NS = 300_000_000;

    /** Fewer packets say little: of forty at 5 % loss, two are lost, or four. */
    private static final int MIN_PACKETS = 40;

    private static final double MUCH_SMALLER = 0.7;
    private static final double SMALLER = 0.85;
    private static final double STILL_AS_MUCH = 0.7;
    private static final double AVERAGING = 0.4;
    private static final double SLOW_AVERAGING = 0.1;

    /** How far the path's own loss may rise again after it sank. */
    private static final double OWN_LOSS_SWING = 0.05;

    /** What is far above what is sent has nothing to do with the loss. */
    private static final double MAX_ABOVE_SENT = 1.5;

    /** Loss alone does not take the last picture away: retransmission repairs even a third. */
    private static final double LEAST_BITS_PER_SECOND = 200_000;

    private final double maxBitsPerSecond;
    private double bitsPerSecond;
    private int received;
    private int missing;
    private double ownLoss;
    private double mostOwnLoss;
    private double loss;
    private double lastingLoss;
    private boolean falling;
    private double fallStartRate;
    private double fallStartSent;
    private double fallStartDelivered;
    private double fallStartLoss;
    private long windowStartNs;
    private long grownNs;

    LossController(long maxBitsPerSecond) {
        this.maxBitsPerSecond = maxBitsPerSecond;
        bitsPerSecond = maxBitsPerSecond;
    }

    /** The most that loss allows. */
    long bitsPerSecond() {
        return (long) bitsPerSecond;
    }

    /** Of the packets sent in the last second or so, 0 to 1. */
    double loss() {
        return loss;
    }

    /** Of the packets sent in the last seconds without a queue, 0 to 1: what a full queue drops, ends with the queue. */
    double lastingLoss() {
        return lastingLoss;
    }

    /** What the path loses at any rate, as found out by trying, 0 to 1. */
    double ownLoss() {
        return ownLoss;
    }

    void onReceived() {
        received++;
    }

    void onMissing() {
        missing++;
    }

    /** A packet that was reported missing came after all. */
    void onFound() {
        missing = Math.max(0, missing - 1);
        received++;
    }

    /** So many have arrived, and so many have not; below 0 if more of those missing came after all. */
    void onCounted(long arrived, long absent) {
        received += (int) arrived;
        missing = (int) Math.max(0, missing + absent);
    }

    /**
     * After each feedback.
     *
     * @param deliveredBitsPerSecond what arrived of the rate that led to this loss, 0 if not yet known
     * @param queueing whether packets wait on the path: then loss is by overload, whatever was found out before
     */
    void update(long deliveredBitsPerSecond, boolean queueing, long roundTripNs, long nowNs) {
        int packets = received + missing;
        if (packets < MIN_PACKETS || nowNs - windowStartNs < DECREASE_INTERVAL_NS + roundTripNs) {
            return;
        }
        double now = (double) missing / packets;
        loss = (1 - AVERAGING) * loss + AVERAGING * now;
        if (!queueing) {
            lastingLoss = (1 - SLOW_AVERAGING) * lastingLoss + SLOW_AVERAGING * now;
        }
        received = 0;
        missing = 0;
        windowStartNs = nowNs;
        followOwnLoss(now, queueing);
        double excess = Math.max(0, Math.min(loss, now) - ownLoss);
        if (excess > HIGH) {
            fall(excess, queueing, deliveredBitsPerSecond, deliveredBitsPerSecond / Math.max(0.1, 1 - now));
        } else if (excess < LOW) {
            falling = false;
            if (nowNs - grownNs >= GROWTH_INTERVAL_NS) {
                bitsPerSecond = Math.min(maxBitsPerSecond, bitsPerSecond * GROWTH);
                grownNs = nowNs;
            }
        }
    }

    /** The path's own loss may sink; it rises only to what was found out by trying, or overload would pass for it little by little. */
    private void followOwnLoss(double now, boolean queueing) {
        if (queueing) {
            mostOwnLoss = 0;
        }
        ownLoss = Math.min(mostOwnLoss, (1 - SLOW_AVERAGING) * ownLoss + SLOW_AVERAGING * now);
        mostOwnLoss = Math.min(mostOwnLoss, ownLoss + OWN_LOSS_SWING);
    }

    /** A probe has shown that the path carries this. */
    void onProbed(long probedBitsPerSecond) {
        bitsPerSecond = Math.clamp((double) probedBitsPerSecond, bitsPerSecond, maxBitsPerSecond);
    }

    private void fall(double excess, boolean queueing, long deliveredBitsPerSecond, double sentBitsPerSecond) {
        if (deliveredBitsPerSecond == 0) {
            return;
        }
        double from = Math.min(bitsPerSecond, MAX_ABOVE_SENT * sentBitsPerSecond);
        // It may begin while hardly anything is sent yet; then what is sent later counts.
        if (!falling || sentBitsPerSecond > fallStartSent) {
            fallStartRate = falling ? Math.max(fallStartRate, from) : from;
            falling = true;
            fallStartSent = sentBitsPerSecond;
            fallStartDelivered = deliveredBitsPerSecond;
            fallStartLoss = loss;
        }
        // A bottleneck lets through as much as before, however much is sent.
        boolean muchSmaller = sentBitsPerSecond < MUCH_SMALLER * fallStartSent
                && deliveredBitsPerSecond < SMALLER * fallStartDelivered;
        if (muchSmaller && !queueing && loss >= STILL_AS_MUCH * fallStartLoss) {
            // The average of a second swings by a fifth of itself and more; who takes it at its lowest soon falls
            // again.
            mostOwnLoss = Math.max(loss, lastingLoss);
            ownLoss = mostOwnLoss;
            falling = false;
            bitsPerSecond = fallStartRate;
            return;
        }
        double least = Math.min(bitsPerSecond, LEAST_BITS_PER_SECOND);
        bitsPerSecond = Math.max(least, from * (1 - 0.5 * excess));
    }
}
