package dev.stagedoor.media.congestion;

/**
 * The delay-based controller (draft-ietf-rmcat-gcc-02 §5.5): additive or multiplicative increase while the queue is quiet,
 * a decrease to a part of what really arrives when it grows, and a rest until it is empty again.
 */
final class DelayController {
    private static final double DECREASE = 0.85;
    private static final double GROWTH_PER_SECOND = 1.08;
    private static final double MAX_HEADROOM = 1.5;
    private static final long HEADROOM_BITS_PER_SECOND = 10_000;
    private static final double MAX_PACKET_BITS = 1_200 * 8;
    private static final double MIN_PACKET_BITS = 1_000;
    private static final double PICTURES_PER_SECOND = 30;
    private static final long RESPONSE_NS = 100_000_000;
    private static final long NS_PER_SECOND = 1_000_000_000;

    /** §5.5: close to where the path gave way before means within three deviations. */
    private static final double NEAR = 3;

    private static final double AVERAGING = 0.05;
    private static final double MIN_DEVIATION = 0.4;
    private static final double MAX_DEVIATION = 2.5;

    private final long minBitsPerSecond;
    private final long maxBitsPerSecond;
    private double bitsPerSecond;
    private boolean resting;
    private boolean updated;
    private long updatedNs;
    private boolean decreased;
    private long decreasedNs;

    /** Kilobits a second at which the path gave way; negative if it never did. */
    private double capacityKbps = -1;

    private double capacityDeviation = MIN_DEVIATION;

    DelayController(long startBitsPerSecond, long minBitsPerSecond, long maxBitsPerSecond) {
        this.minBitsPerSecond = minBitsPerSecond;
        this.maxBitsPerSecond = maxBitsPerSecond;
        bitsPerSecond = startBitsPerSecond;
    }

    long bitsPerSecond() {
        return (long) bitsPerSecond;
    }

    /** Whether the path ever gave way. */
    boolean hasDecreased() {
        return decreased;
    }

    /** A probe has shown that the path carries this. */
    void onProbed(long probedBitsPerSecond) {
        if (probedBitsPerSecond > bitsPerSecond) {
            set((double) probedBitsPerSecond);
            if (capacityKbps >= 0 && probedBitsPerSecond / 1e3 > upperBoundKbps()) {
                capacityKbps = -1;
            }
        }
    }

    /**
     * New feedback.
     *
     * @param delivered what arrives, bits a second; 0 if not yet known
     */
    void onSignal(DelayTrend.Signal signal, long delivered, long roundTripNs, long nowNs) {
        long passedNs = updated ? Math.min(nowNs - updatedNs, NS_PER_SECOND) : 0;
        updated = true;
        updatedNs = nowNs;
        switch (signal) {
            case OVERUSE -> decrease(delivered, roundTripNs, nowNs);
            case UNDERUSE -> resting = true;
            case NORMAL -> {
                if (!resting) {
                    increase(delivered, roundTripNs, passedNs);
                }
                resting = false;
            }
        }
    }

    private void decrease(long delivered, long roundTripNs, long nowNs) {
        // The queue needs a round trip to show what the decrease before has done.
        boolean tooSoon = decreased && nowNs - decreasedNs < Math.max(roundTripNs, RESPONSE_NS);
        if (delivered == 0 || tooSoon) {
            resting = true;
            return;
        }
        if (capacityKbps >= 0 && delivered / 1e3 < lowerBoundKbps()) {
            capacityKbps = -1;
        }
        learnCapacity(delivered / 1e3);
        set(Math.min(bitsPerSecond, DECREASE * delivered));
        resting = true;
        decreased = true;
        decreasedNs = nowNs;
    }

    private void increase(long delivered, long roundTripNs, long passedNs) {
        if (capacityKbps >= 0 && delivered / 1e3 > upperBoundKbps()) {
            capacityKbps = -1;
        }
        double next;
        if (capacityKbps >= 0) {
            double perSecond = packetBits() * NS_PER_SECOND / (RESPONSE_NS + roundTripNs);
            next = bitsPerSecond + perSecond * passedNs / NS_PER_SECOND;
        } else {
            next = bitsPerSecond * Math.pow(GROWTH_PER_SECOND, (double) passedNs / NS_PER_SECOND);
        }
        // Nobody knows whether the path would carry much more than what is sent; what is carried is known.
        double limit = MAX_HEADROOM * delivered + HEADROOM_BITS_PER_SECOND;
        set(Math.max(Math.min(next, Math.max(limit, bitsPerSecond)), (double) delivered));
    }

    /** §5.5: near the end, a packet more each response time, as large as pictures make them at this rate. */
    private double packetBits() {
        double picture = bitsPerSecond / PICTURES_PER_SECOND;
        return Math.max(MIN_PACKET_BITS, picture / Math.ceil(picture / MAX_PACKET_BITS));
    }

    private void learnCapacity(double sampleKbps) {
        if (capacityKbps < 0) {
            capacityKbps = sampleKbps;
            return;
        }
        double error = capacityKbps - sampleKbps;
        capacityKbps = (1 - AVERAGING) * capacityKbps + AVERAGING * sampleKbps;
        double norm = Math.max(capacityKbps, 1);
        capacityDeviation = Math.clamp(
                (1 - AVERAGING) * capacityDeviation + AVERAGING * error * error / norm, MIN_DEVIATION, MAX_DEVIATION);
    }

    private double upperBoundKbps() {
        return capacityKbps + NEAR * Math.sqrt(capacityDeviation * capacityKbps);
    }

    private double lowerBoundKbps() {
        return capacityKbps - NEAR * Math.sqrt(capacityDeviation * capacityKbps);
    }

    private void set(double next) {
        bitsPerSecond = Math.clamp(next, (double) minBitsPerSecond, (double) maxBitsPerSecond);
    }
}
