package dev.stagedoor.media.room;

import java.util.List;

/**
 * How long media was delivered on all legs of a room at once; what a call is billed by. The overlap of the legs' newest
 * runs is counted up to the leg whose last packet is oldest, and no instant is counted twice:
 *
 * <pre>
 *  leg A   [=================>          a run still going on
 *  leg B        [=======]               ended, or just silent: nobody knows before the gap has passed
 *  mutual       [-------]               grows again when B's next packet comes within the gap
 * </pre>
 *
 * <p>Asked four times a second, it sees every run as long as runs are separated by more than that: the configured gap
 * must be longer than two askings. Why not count per packet: legs live on different loops, and a packet must not wait
 * for another loop.
 */
final class MutualClock {
    private long countedUpToNs = Long.MIN_VALUE;
    private long totalNs;

    /** Takes note of the newest run of every leg; fewer than two legs are no call. */
    void advance(List<DeliveryClock.Run> runs) {
        if (runs.size() < 2) {
            return;
        }
        long fromNs = countedUpToNs;
        long toNs = Long.MAX_VALUE;
        for (DeliveryClock.Run run : runs) {
            fromNs = Math.max(fromNs, run.beganNs());
            toNs = Math.min(toNs, run.lastNs());
        }
        if (toNs > fromNs) {
            totalNs += toNs - fromNs;
            countedUpToNs = toNs;
        }
    }

    /** Nanoseconds so far. */
    long totalNs() {
        return totalNs;
    }
}
