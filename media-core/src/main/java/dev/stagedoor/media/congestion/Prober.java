package dev.stagedoor.media.congestion;

/**
 * Finds out whether a path carries more than what is being sent, by a short burst of padding at a higher rate: some thirty
 * milliseconds, of which feedback tells how they arrived. Media alone cannot tell: its rate is what it is, and between two
 * qualities lies a step that nothing fills.
 *
 * <p>A burst goes at most to a multiple of what is known, so that a slow path is not flooded; the next may follow at once
 * if it succeeded. After a failure the next one waits, longer each time.
 */
final class Prober {
    /** A burst that lasts so long is measured well enough at the feedback's grain of a quarter millisecond. */
    private static final long BURST_NS = 30_000_000;

    /** As many must arrive for a rate to be told, and a few more be sent, since some get lost. */
    private static final int MIN_PACKETS = 5;

    private static final int MIN_SENT = 8;
    private static final double STEP = 2;
    private static final double FIRST_STEP = 3;

    /** What is shown must not fall short of what is wanted by the measurement's error. */
    private static final double MARGIN = 1.15;

    /** Less than all may come back, or the burst be thinned by loss. */
    private static final double ENOUGH = 0.7;

    /** What arrives slower than it was sent shows the path's own rate, and a little is left for what else flows. */
    private static final double LINK_SHARE = 0.95;

    /** Jitter stretches a burst a little without there being a queue. */
    private static final double SLOWER = 0.85;

    /** A burst that came slower than it went, but shows so much more than was known, has not failed: the path has risen. */
    private static final double MUCH_MORE = 1.2;

    private static final long TIMEOUT_NS = 1_000_000_000;
    private static final long MIN_URGENT_WAIT_NS = 1_000_000_000L;
    private static final long MAX_URGENT_WAIT_NS = 4_000_000_000L;
    private static final long MIN_WAIT_NS = 4_000_000_000L;
    private static final long MAX_WAIT_NS = 16_000_000_000L;
    private static final long NS_PER_SECOND = 1_000_000_000;

    private boolean everProbed;
    private boolean active;
    private boolean sending;
    private byte probe;
    private long targetBitsPerSecond;
    private long startedNs;
    private long timeoutNs;
    private final Backoff usual = new Backoff(MIN_WAIT_NS, MAX_WAIT_NS);
    private final Backoff urgent = new Backoff(MIN_URGENT_WAIT_NS, MAX_URGENT_WAIT_NS);
    private long knownBitsPerSecond;
    private long sentBytes;
    private int sentPackets;
    private long firstSentNs;
    private long lastSentNs;
    private int lastSentBytes;

    private int arrivedPackets;
    private int countedPackets;
    private long arrivedBytes;
    private int firstArrivedBytes;
    private long firstArrivalNs;
    private long lastArrivalNs;

    /** Names the burst in the send log. */
    byte probe() {
        return probe;
    }

    /** Whether padding is to be sent now. */
    boolean isSending() {
        return sending;
    }

    /**
     * Begins a burst if one is due; {@code wanted} is the rate at which somebody would see a better picture, {@code most} what may
     * be sent at all. It hurries if somebody sees nothing: then little is sent that a burst could disturb, and nothing else tells
     * that the path carries a picture again.
     */
    void offer(long wanted, long most, long known, boolean hurries, long roundTripNs, long nowNs) {
        if (active && nowNs - startedNs >= timeoutNs) {
            // Too little came back to tell anything: no reason to wait longer than usual.
            active = false;
            everProbed = true;
            usual.forget();
            usual.rest(nowNs);
            urgent.rest(nowNs);
        }
        if (!hurries) {
            urgent.forget();
        }
        if (active || Math.min(wanted, most) <= known || !(hurries ? urgent : usual).mayTry(nowNs)) {
            return;
        }
        knownBitsPerSecond = known;
        double step = everProbed ? STEP : FIRST_STEP;
        targetBitsPerSecond = Math.min(most, (long) Math.min(wanted * MARGIN, known * step));
        active = true;
        sending = true;
        startedNs = nowNs;
        timeoutNs = TIMEOUT_NS + roundTripNs;
        probe = (byte) (probe % 100 + 1);
        sentBytes = 0;
        sentPackets = 0;
        arrivedPackets = 0;
        countedPackets = 0;
        arrivedBytes = 0;
    }

    /** Bytes of padding that are due at this moment of the burst, 0 if none; {@link #isSending} says whether it goes on. */
    long bytesDue(long nowNs) {
        if (!sending) {
            return 0;
        }
        long elapsedNs = nowNs - startedNs;
        if (elapsedNs >= BURST_NS && sentPackets >= MIN_SENT) {
            sending = false;
            return 0;
        }
        return Math.max(0, targetBitsPerSecond * elapsedNs / 8 / NS_PER_SECOND + 1 - sentBytes);
    }

    /** A packet was sent during the burst; media counts, since it takes its place on the path. */
    void onSent(int bytes, long nowNs) {
        if (sentPackets == 0) {
            firstSentNs = nowNs;
        }
        lastSentNs = nowNs;
        lastSentBytes = bytes;
        sentBytes += bytes;
        sentPackets++;
    }

    /** A packet of the burst has arrived. */
    void onArrived(byte ofProbe, int bytes, long arrivalNs) {
        if (!active || ofProbe != probe) {
            return;
        }
        if (arrivedPackets == 0) {
            firstArrivedBytes = bytes;
            firstArrivalNs = arrivalNs;
            lastArrivalNs = arrivalNs;
        }
        firstArrivalNs = Math.min(firstArrivalNs, arrivalNs);
        lastArrivalNs = Math.max(lastArrivalNs, arrivalNs);
        arrivedBytes += bytes;
        arrivedPackets++;
    }

    /**
     * After each feedback.
     *
     * @param ownLoss what the path loses at any rate, 0 to 1: that share of a burst is missing without the path being slower
     * @return what the burst has shown, bits a second; 0 if nothing yet
     */
    long result(double ownLoss, long nowNs) {
        double arriving = 1 - ownLoss;
        boolean enough = arrivedPackets >= MIN_PACKETS && arrivedPackets >= ENOUGH * arriving * sentPackets;
        // What is still to come may be slower or faster than the rest.
        boolean moreCame = arrivedPackets != countedPackets && arrivedPackets < sentPackets;
        countedPackets = arrivedPackets;
        if (!active || sending || !enough || moreCame) {
            return 0;
        }
        active = false;
        everProbed = true;
        // Between n packets lie n - 1 of them; the same is left out of both rates, or they would differ by a large
        // packet.
        int leftOut = Math.max(firstArrivedBytes, lastSentBytes);
        double sent = rate(sentBytes - leftOut, lastSentNs - firstSentNs);
        double arrived = rate(arrivedBytes - leftOut, lastArrivalNs - firstArrivalNs) / arriving;
        boolean slower = arrived < SLOWER * sent;
        long shown = (long) (slower ? LINK_SHARE * arrived : sent);
        boolean risen = shown > MUCH_MORE * knownBitsPerSecond;
        conclude(usual, slower, risen, nowNs);
        conclude(urgent, slower, risen, nowNs);
        return shown;
    }

    /** A burst of media is sent in the midst of it, which nothing that follows could be told apart from: as if never begun. */
    void cancel() {
        active = false;
        sending = false;
    }

    /** The path gave way: what was found out does not hold any more. */
    void onOveruse(long nowNs) {
        usual.rest(nowNs);
        urgent.rest(nowNs);
    }

    private static void conclude(Backoff backoff, boolean slower, boolean risen, long nowNs) {
        if (!slower) {
            backoff.onSuccess(nowNs);
        } else if (risen) {
            backoff.forget();
            backoff.rest(nowNs);
        } else {
            backoff.onFailure(nowNs);
        }
    }

    private static double rate(long bytes, long ns) {
        return bytes * 8.0 * NS_PER_SECOND / Math.max(ns, 1_000_000);
    }
}
