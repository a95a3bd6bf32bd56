package dev.stagedoor.media.room;

import org.jspecify.annotations.Nullable;

/**
 * How long media flowed in one direction. Packets that follow each other within the gap make a run; a longer silence ends
 * the run at its last packet, so silence is never counted afterwards. The pauses inside a run count: an audio call in
 * silence sends a packet every 400 ms (RFC 7587 §3.1.3, discontinuous transmission) and is delivered all the same.
 *
 * <pre>
 *  packets   | | |  |  |                  | | | |
 *  counted   [---------]                  [-----]
 *             run began ^ last packet       run began again
 * </pre>
 *
 * Idea: one addition per packet instead of a list of runs; the sum is exact because every packet closes the span since
 * the packet before it.
 */
final class DeliveryClock {
    private final long gapNs;
    private boolean running;
    private boolean everRan;
    private long runBeganNs;
    private long lastNs;
    private long totalNs;

    DeliveryClock(long gapNs) {
        this.gapNs = gapNs;
    }

    void onPacket(long nowNs) {
        if (running && nowNs - lastNs <= gapNs) {
            totalNs += nowNs - lastNs;
        } else {
            running = true;
            everRan = true;
            runBeganNs = nowNs;
        }
        lastNs = nowNs;
    }

    /** The next packet begins a new run, however soon it comes. */
    void breakRun() {
        running = false;
    }

    /** Sum of all runs up to their last packets. */
    long totalNs() {
        return totalNs;
    }

    /** The newest run; null before the first packet. */
    @Nullable
    Run run() {
        return everRan ? new Run(runBeganNs, lastNs) : null;
    }

    /** A run from its first packet to its newest one. */
    record Run(long beganNs, long lastNs) {}
}
