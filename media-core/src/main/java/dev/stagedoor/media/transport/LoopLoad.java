package dev.stagedoor.media.transport;

import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * Whether a loop is busy: the share of its time that its thread was on a processor, over the last {@value #WINDOW_NS}
 * nanoseconds or somewhat more. Processor time rather than a sum of turns, because the kernel's work of sending is most of it
 * and tasks that other loops submit count as well. A loop becomes busy above one share and stops being busy below a smaller
 * one, since waiting for groups makes it less busy.
 */
final class LoopLoad {
    static final long WINDOW_NS = 50_000_000;
    static final int BUSY_PERCENT = 60;
    static final int IDLE_PERCENT = 30;

    private final LongSupplier threadCpuNs;
    private long windowBeganNs;
    private long cpuAtBeginningNs;
    private boolean began;
    private boolean busy;

    /** @param threadCpuNs processor time of the calling thread, which is the loop's */
    LoopLoad(LongSupplier threadCpuNs) {
        this.threadCpuNs = threadCpuNs;
    }

    /** Processor time of the calling thread, -1 where the system does not tell. */
    static long currentThreadCpuNs() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** To be asked on the loop. */
    boolean isBusy(long nowNs) {
        long passedNs = nowNs - windowBeganNs;
        if (!began || passedNs >= WINDOW_NS) {
            long cpuNs = threadCpuNs.getAsLong();
            long usedPercent = began ? (cpuNs - cpuAtBeginningNs) * 100 / passedNs : 0;
            busy = usedPercent >= (busy ? IDLE_PERCENT : BUSY_PERCENT);
            began = true;
            windowBeganNs = nowNs;
            cpuAtBeginningNs = cpuNs;
        }
        return busy;
    }
}
