package dev.stagedoor.media.congestion;

/**
 * What the path from one publisher to us carries, as its receiver sees it: for senders that cannot find it out by transport-wide
 * feedback, but heed a receiver's estimate (draft-alvestrand-rmcat-remb-03). When a packet was sent it says itself, by the
 * abs-send-time header extension, which all streams of a sender have from one clock; when it came, and what is missing, we see. All
 * else is {@link RateControl}, as on the sending side.
 *
 * <p>Of a sender that does not tell when it sends, only loss counts, from the most that may be on: its timestamps say when
 * something was captured, and what lies between is as often its encoder and its pacer as the path.
 *
 * <p>Nothing is allocated per packet. Times are handed in.
 */
public final class ReceiverEstimator {
    /** After so long without a packet, what comes then says nothing of a queue. */
    private static final long SILENCE_NS = 1_500_000_000;

    /** No queue grows by so much from one packet to the next: the sender has another clock. */
    private static final long ANOTHER_CLOCK_NS = 3_000_000_000L;

    /** Until it is measured: about a path across a continent. */
    private static final long ASSUMED_ROUND_TRIP_NS = 100_000_000;

    private final long startBitsPerSecond;
    private final long minBitsPerSecond;
    private final long maxBitsPerSecond;
    private final SendTimes sendTimes = new SendTimes();
    private RateControl control;
    private boolean timed;
    private boolean started;
    private boolean clockStarted;
    private long sentNs;
    private long timedNs;
    private boolean news;

    /**
     * An estimator that begins with a guess and stays between bounds.
     *
     * @param promisesTimes whether packets are to say when they were sent; if they do not, they are taken at their word
     */
    public ReceiverEstimator(
            long startBitsPerSecond, long minBitsPerSecond, long maxBitsPerSecond, boolean promisesTimes) {
        this.startBitsPerSecond = startBitsPerSecond;
        this.minBitsPerSecond = minBitsPerSecond;
        this.maxBitsPerSecond = maxBitsPerSecond;
        timed = promisesTimes;
        control = new RateControl(startBitsPerSecond, minBitsPerSecond, maxBitsPerSecond);
    }

    /** A packet has come that does not say when it was sent; bytes without headers, which an estimate of this kind leaves out. */
    public void onPacket(int bytes, long nowNs) {
        if (!started) {
            started = true;
            timedNs = nowNs;
        }
        timed &= nowNs - timedNs < SILENCE_NS;
        news = true;
        control.onDelivered(bytes, nowNs);
    }

    /** A packet has come that was sent then, 24 bits. */
    public void onPacket(int bytes, int absoluteSendTime, long nowNs) {
        long beforeNs = sentNs;
        sentNs = sendTimes.toNanos(absoluteSendTime);
        long passedNs = nowNs - timedNs;
        boolean sameClock =
                clockStarted && passedNs < SILENCE_NS && Math.abs(sentNs - beforeNs - passedNs) < ANOTHER_CLOCK_NS;
        if (!sameClock) {
            control.onAnotherClock();
        }
        started = true;
        clockStarted = true;
        timed = true;
        timedNs = nowNs;
        news = true;
        control.onDelivered(bytes, nowNs);
        control.onTransit(sentNs, nowNs);
    }

    /**
     * By the numbering of a stream, so many packets have come since this was last told, and so many of those before them have not.
     *
     * @param missing below 0 if some that were missing came late
     */
    public void onCounted(long received, long missing) {
        control.loss().onCounted(received, missing);
    }

    /**
     * To be called some ten times a second and more.
     *
     * @param roundTripNs 0 until measured
     */
    public void onTick(long roundTripNs, long nowNs) {
        // Whoever sends nothing tells nothing of the path.
        if (news) {
            news = false;
            control.update(roundTripNs == 0 ? ASSUMED_ROUND_TRIP_NS : roundTripNs, nowNs);
        }
    }

    /** What the path carries, bits a second; while nothing has come, a guess. */
    public long bitsPerSecond() {
        return timed ? control.bitsPerSecond() : control.lossBitsPerSecond();
    }

    /** Whether that is more than a guess. */
    public boolean isKnown() {
        return started && (timed || control.lossBitsPerSecond() < maxBitsPerSecond);
    }

    /** Packets come by another way from now on, of which nothing is known but that it should not be asked for more at once. */
    public void onPathChanged() {
        long start = Math.min(startBitsPerSecond, bitsPerSecond());
        control = new RateControl(start, minBitsPerSecond, maxBitsPerSecond);
        clockStarted = false;
        started = false;
    }
}
