package dev.stagedoor.media.congestion;

/**
 * Tells from the arrival of packets whether a queue is building up on the path (draft-ietf-rmcat-gcc-02 §5.2 to §5.4).
 *
 * <p>Packets sent within 5 ms are one group, since senders and networks make bursts that say nothing of queues. For every
 * two groups the delay gradient is how much longer the second took than the first. The draft filters gradients with a
 * Kalman filter; here, as in later practice, the accumulated and smoothed delay of the last {@value #WINDOW} groups is
 * fitted with a straight line, whose slope is the trend: cheaper, and without noise parameters to guess. The trend is
 * compared with a threshold that adapts (§5.4), so that a flow of ours is not starved by one that fills queues.
 */
final class DelayTrend {
    private static final int WINDOW = 20;
    private static final long BURST_NS = 5_000_000;
    private static final long MAX_BURST_NS = 100_000_000;
    private static final double NS_PER_MS = 1e6;

    private static final double SMOOTHING = 0.9;
    private static final double GAIN = 4;
    private static final int MAX_GROUPS = 60;

    private static final double MIN_THRESHOLD_MS = 6;
    private static final double MAX_THRESHOLD_MS = 600;
    private static final double FIRST_THRESHOLD_MS = 12.5;
    private static final double RISE = 0.0087;
    private static final double FALL = 0.039;
    private static final double SPIKE_MS = 15;
    private static final double MAX_ADAPT_MS = 100;

    /** So long must the trend stay high. */
    private static final double OVERUSE_MS = 10;

    /** What is happening to the queue. */
    enum Signal {
        NORMAL,
        OVERUSE,
        UNDERUSE
    }

    private boolean inGroup;
    private long firstSentNs;
    private long lastSentNs;
    private long firstArrivalNs;
    private long lastArrivalNs;

    private boolean hasPrevious;
    private long previousSentNs;
    private long previousArrivalNs;

    private final double[] arrivalMs = new double[WINDOW];
    private final double[] delayMs = new double[WINDOW];
    private int samples;
    private int groups;
    private long originNs;
    private double accumulatedMs;
    private double smoothedMs;

    private double thresholdMs = FIRST_THRESHOLD_MS;
    private double overuseMs;
    private int overuseCount;
    private double previousTrend;
    private Signal signal = Signal.NORMAL;

    /** What the packets so far say. */
    Signal signal() {
        return signal;
    }

    /** Forgets groups and trend, after a silence: what lay between was no queue. */
    void reset() {
        inGroup = false;
        hasPrevious = false;
        samples = 0;
        groups = 0;
        accumulatedMs = 0;
        smoothedMs = 0;
        overuseMs = 0;
        overuseCount = 0;
        signal = Signal.NORMAL;
    }

    /** Something was sent that made a queue on purpose: how much longer what follows takes than what came before says nothing. */
    void onInterruption() {
        inGroup = false;
        hasPrevious = false;
        overuseMs = 0;
        overuseCount = 0;
        signal = Signal.NORMAL;
    }

    /** A packet has arrived; arrival is by the receiver's clock, in the order of sequence numbers or of arrival. */
    void onPacket(long sentNs, long arrivalNs) {
        if (!inGroup) {
            begin(sentNs, arrivalNs);
            return;
        }
        if (sentNs < firstSentNs) {
            return;
        }
        if (belongsToGroup(sentNs, arrivalNs)) {
            lastSentNs = Math.max(lastSentNs, sentNs);
            lastArrivalNs = Math.max(lastArrivalNs, arrivalNs);
            return;
        }
        if (hasPrevious) {
            onGroup(lastSentNs - previousSentNs, lastArrivalNs - previousArrivalNs);
        }
        hasPrevious = true;
        previousSentNs = lastSentNs;
        previousArrivalNs = lastArrivalNs;
        begin(sentNs, arrivalNs);
    }

    private void begin(long sentNs, long arrivalNs) {
        inGroup = true;
        firstSentNs = sentNs;
        lastSentNs = sentNs;
        firstArrivalNs = arrivalNs;
        lastArrivalNs = arrivalNs;
    }

    /** §5.2: sent together, or held up by the network and let go together. */
    private boolean belongsToGroup(long sentNs, long arrivalNs) {
        if (sentNs - firstSentNs <= BURST_NS) {
            return true;
        }
        long arrivalDelta = arrivalNs - lastArrivalNs;
        boolean caughtUp = arrivalDelta - (sentNs - lastSentNs) < 0;
        return caughtUp && arrivalDelta <= BURST_NS && arrivalNs - firstArrivalNs < MAX_BURST_NS;
    }

    private void onGroup(long sentDeltaNs, long arrivalDeltaNs) {
        if (arrivalDeltaNs < 0) {
            return;
        }
        if (groups == 0) {
            originNs = lastArrivalNs;
        }
        groups++;
        double gradientMs = (arrivalDeltaNs - sentDeltaNs) / NS_PER_MS;
        accumulatedMs += gradientMs;
        smoothedMs = SMOOTHING * smoothedMs + (1 - SMOOTHING) * accumulatedMs;
        int place = samples % WINDOW;
        arrivalMs[place] = (lastArrivalNs - originNs) / NS_PER_MS;
        delayMs[place] = smoothedMs;
        samples++;
        if (samples >= WINDOW) {
            detect(Math.min(groups, MAX_GROUPS) * slope() * GAIN, sentDeltaNs / NS_PER_MS, arrivalDeltaNs / NS_PER_MS);
        }
    }

    /** Least squares over the window; milliseconds of delay per millisecond. */
    private double slope() {
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < WINDOW; i++) {
            meanX += arrivalMs[i] / WINDOW;
            meanY += delayMs[i] / WINDOW;
        }
        double numerator = 0;
        double denominator = 0;
        for (int i = 0; i < WINDOW; i++) {
            numerator += (arrivalMs[i] - meanX) * (delayMs[i] - meanY);
            denominator += (arrivalMs[i] - meanX) * (arrivalMs[i] - meanX);
        }
        return denominator == 0 ? 0 : numerator / denominator;
    }

    private void detect(double trend, double sentDeltaMs, double arrivalDeltaMs) {
        if (trend > thresholdMs) {
            overuseMs += overuseCount == 0 ? sentDeltaMs / 2 : sentDeltaMs;
            overuseCount++;
            if (overuseMs > OVERUSE_MS && overuseCount > 1 && trend >= previousTrend) {
                overuseMs = 0;
                overuseCount = 0;
                signal = Signal.OVERUSE;
            }
        } else {
            overuseMs = 0;
            overuseCount = 0;
            signal = trend < -thresholdMs ? Signal.UNDERUSE : Signal.NORMAL;
        }
        previousTrend = trend;
        adapt(Math.abs(trend), Math.min(arrivalDeltaMs, MAX_ADAPT_MS));
    }

    /** §5.4: slowly up, faster down; a lone spike, as from a change of route, is not followed. */
    private void adapt(double magnitude, double passedMs) {
        if (magnitude > thresholdMs + SPIKE_MS) {
            return;
        }
        double speed = magnitude < thresholdMs ? FALL : RISE;
        thresholdMs += speed * (magnitude - thresholdMs) * passedMs;
        thresholdMs = Math.clamp(thresholdMs, MIN_THRESHOLD_MS, MAX_THRESHOLD_MS);
    }
}
