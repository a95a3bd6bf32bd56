package dev.stagedoor.media.congestion;

/**
 * What one path carries, by how packets arrive on it: Google congestion control (draft-ietf-rmcat-gcc-02), the same for either
 * end. It is told of every packet, when it was sent and when it came, and of losses; the estimate is the lesser of what delay and
 * what loss allow. Where these things are known from is its owner's: {@link PathEstimator} hears them in feedback, {@link
 * ReceiverEstimator} sees them itself.
 *
 * <p>A path that is another one gets another of these. Nothing is allocated after construction.
 */
final class RateControl {
    /** What gives way again so soon goes on falling. */
    private static final long FALL_NS = 2_000_000_000;

    /** More than this lost while packets wait: the queue is full. */
    private static final double OVERLOAD_LOSS = 0.03;

    private final DelayTrend trend = new DelayTrend();
    private final StandingQueue queue = new StandingQueue();
    private final DeliveredRate delivered = new DeliveredRate();
    private final DelayController delay;
    private final LossController loss;
    private boolean overuse;
    private boolean mediaCame;
    private boolean hasFallen;
    private long fallenNs;
    private long beforeFall;

    /** Begins with a guess and stays between bounds. */
    RateControl(long startBitsPerSecond, long minBitsPerSecond, long maxBitsPerSecond) {
        delay = new DelayController(startBitsPerSecond, minBitsPerSecond, maxBitsPerSecond);
        loss = new LossController(maxBitsPerSecond);
    }

    /** What the path carries, bits a second. */
    long bitsPerSecond() {
        return Math.min(delay.bitsPerSecond(), loss.bitsPerSecond());
    }

    /** The same by its loss alone, for whoever does not know how long packets take. */
    long lossBitsPerSecond() {
        return loss.bitsPerSecond();
    }

    /** Of the packets sent in the last seconds, 0 to 1. */
    double lossRatio() {
        return loss.lastingLoss();
    }

    /** Of the packets sent, what the path loses however few they are, 0 to 1; 0 until that is found out. */
    double ownLossRatio() {
        return loss.ownLoss();
    }

    /** Whether the path has ever given way, so that the estimate is more than a lower bound. */
    boolean isConstrained() {
        return delay.hasDecreased() || loss.bitsPerSecond() < delay.bitsPerSecond();
    }

    /** Whether packets wait on the path, or it gave way just now. */
    boolean isCongested(long nowNs) {
        return queue.isStanding()
                || trend.signal() == DelayTrend.Signal.OVERUSE
                || (hasFallen && nowNs - fallenNs < FALL_NS);
    }

    /** A packet of so many bytes has come. */
    void onDelivered(int bytes, long arrivalNs) {
        delivered.onPacket(bytes, arrivalNs);
    }

    /** It was sent then; the clocks of both times may differ by a constant. */
    void onTransit(long sentNs, long arrivalNs) {
        trend.onPacket(sentNs, arrivalNs);
        queue.onPacket(sentNs, arrivalNs);
        mediaCame = true;
        overuse |= trend.signal() == DelayTrend.Signal.OVERUSE;
    }

    /** See {@link DelayTrend#onInterruption}. */
    void onInterruption() {
        trend.onInterruption();
    }

    /** Padding, which makes a queue on purpose, was sent then and has come. */
    void onPadding(long sentNs, long arrivalNs) {
        trend.onInterruption();
        queue.onPadding(sentNs, arrivalNs);
    }

    /** Nothing was heard for a while: what lay between was no queue. */
    void onSilence() {
        trend.reset();
    }

    /** Packets are sent by another clock from now on, which cannot be compared with the one before. */
    void onAnotherClock() {
        trend.reset();
        queue.reset();
    }

    /** What has become of the packets sent, for the part of the estimate that goes by loss. */
    LossController loss() {
        return loss;
    }

    /**
     * To be called some ten times a second and more, while packets come.
     *
     * @return whether the path gives way
     */
    boolean update(long roundTripNs, long nowNs) {
        long arriving = delivered.bitsPerSecond();
        if (queue.onDelivered(arriving)) {
            delay.onProbed(beforeFall);
        }
        boolean overloaded = queue.isStanding() && loss.loss() > OVERLOAD_LOSS;
        DelayTrend.Signal signal = overuse || overloaded ? DelayTrend.Signal.OVERUSE : trend.signal();
        overuse = false;
        boolean givesWay = signal == DelayTrend.Signal.OVERUSE;
        long capacity = arriving;
        if (givesWay) {
            onOveruse(nowNs);
            capacity = queue.isStanding() ? delivered.bitsPerSecondAfterFall() : arriving;
        }
        // Padding says by its rate what the path carries, not by its delay.
        if (mediaCame || givesWay) {
            delay.onSignal(signal, capacity, roundTripNs, nowNs);
        }
        mediaCame = false;
        loss.update(arriving, queue.isStanding(), roundTripNs, nowNs);
        return givesWay;
    }

    private void onOveruse(long nowNs) {
        if (!hasFallen || nowNs - fallenNs > FALL_NS) {
            beforeFall = delay.bitsPerSecond();
        }
        hasFallen = true;
        fallenNs = nowNs;
    }

    /** A probe has shown that the path carries this. */
    void onProbed(long bitsPerSecond) {
        delay.onProbed(bitsPerSecond);
        loss.onProbed(bitsPerSecond);
    }
}
